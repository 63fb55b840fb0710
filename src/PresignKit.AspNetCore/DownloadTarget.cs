namespace PresignKit.AspNetCore;

/// <summary>The object that an ID identifies, and how it is downloaded.</summary>
/// <param name="Key">The key of the object.</param>
/// <param name="Request">The policy, file name, content type, and disposition of the download.</param>
/// <param name="StoreName">The name of the store; null: the default store.</param>
public sealed record DownloadTarget(ObjectKey Key, DownloadRequest Request, string? StoreName = null);
