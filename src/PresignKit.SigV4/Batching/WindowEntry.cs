namespace PresignKit.SigV4.Batching;

/// <summary>One URL of a window: the position of its canonical request, or of its beginning, in the messages of the window.</summary>
/// <param name="Start">Where the message starts.</param>
/// <param name="KeyEnd">Where the key ends.</param>
/// <param name="Length">The length of the message, without padding.</param>
/// <param name="Blocks">The number of SHA-256 blocks of the message, including padding.</param>
internal readonly record struct WindowEntry(int Start, int KeyEnd, int Length, int Blocks);
