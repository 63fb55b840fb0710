namespace PresignKit.SigV4.Batching;

/// <summary>One URL of a window: where its canonical request stands among the window's messages.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="PathEnd">Where its path ends.</param>
/// <param name="Length">Its length without padding.</param>
/// <param name="Blocks">How many blocks of SHA-256 it takes with padding.</param>
internal readonly record struct WindowEntry(int Start, int PathEnd, int Length, int Blocks);
