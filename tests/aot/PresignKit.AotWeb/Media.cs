namespace PresignKit.AotWeb;

/// <summary>An accepted upload.</summary>
internal sealed record Media(ObjectKey Key, string FileName);
