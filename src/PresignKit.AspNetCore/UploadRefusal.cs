namespace PresignKit.AspNetCore;

/// <summary>Why an upload did not pass verification.</summary>
/// <param name="Code">
/// A stable code: <see cref="ErrorCodes.SizeMismatch"/>, <see cref="ErrorCodes.ContentTypeMismatch"/>, <see cref="ErrorCodes.ChecksumMismatch"/>,
/// <see cref="ErrorCodes.ContentMismatch"/>, or <see cref="ErrorCodes.ContentUnknown"/>.
/// </param>
/// <param name="Reason">The reason in a sentence, as the client receives it. It may change between versions.</param>
public sealed record UploadRefusal(string Code, string Reason);
