namespace PresignKit.SigV4.Batching;

/// <summary>A part of a batch.</summary>
/// <param name="Index">Where it is in the caller's list.</param>
/// <param name="Number">Its part number.</param>
internal readonly record struct ListedPart(int Index, int Number);
