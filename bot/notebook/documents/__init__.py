"""What is printed beside the notebook from the same context: practices, needs and resources, an alert, a short version.

Each is a flow of pieces, laid out by what lays the notebook out. It adds nothing to what the notebook says: its
sentences rest on the same numbered contributions, and a masked count or a silent card stays so. Not here: the
notebook (`notebook.analysis`), which files are made when (`formats.documents`).
"""
