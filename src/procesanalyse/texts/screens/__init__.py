"""texts/screens"""
