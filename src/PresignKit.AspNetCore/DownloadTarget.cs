
namespace PresignKit.AspNetCore;

/// <summary>The object that an id stands for, and how it is downloaded.</summary>
/// <param name="Key">The object.</param>
/// <param name="Request">Policy, file name, type and disposition.</param>
/// <param name="Store">The name of the store; null: the default store.</param>
public sealed record DownloadTarget(ObjectKey Key, DownloadRequest Request, string? Store = null);
