"""The architecture of a model as a picture: SVG, the language of Graphviz, and Mermaid."""
