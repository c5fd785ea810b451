"""The tab of the documents: what is in the library, what is new, what goes, and which benefits a person has checked."""
