namespace PresignKit;

/// <summary>The signed request of one part.</summary>
/// <param name="Number">The number of the part, from 1.</param>
/// <param name="Request">The request. Its holder sends exactly the bytes of the part, and no Content-Type.</param>
public sealed record SignedPart(int Number, PresignedUpload Request);
