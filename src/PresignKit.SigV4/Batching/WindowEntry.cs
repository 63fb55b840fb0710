namespace PresignKit.SigV4.Batching;

/// <summary>One URL of a window: where the canonical request, or what of it the others do not share, stands among the window's messages.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="KeyEnd">Where its key ends.</param>
/// <param name="Length">The length of what stands there, without padding.</param>
/// <param name="Blocks">How many blocks of SHA-256 that takes, with padding where there is any.</param>
internal readonly record struct WindowEntry(int Start, int KeyEnd, int Length, int Blocks);
