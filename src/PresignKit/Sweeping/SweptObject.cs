namespace PresignKit;

/// <summary>An object about which a sweep asks the application.</summary>
/// <param name="StoreName">The name of the store.</param>
/// <param name="Kind">What it is: <see cref="SweptKind.Upload"/> or <see cref="SweptKind.FrozenCopy"/>.</param>
/// <param name="Key">The object's key.</param>
/// <param name="SlotKey">
/// The key of the slot that it came through (in endpoints, <c>UploadTicket.SlotKey</c>): the same as <paramref name="Key"/>, unless it is a copy.
/// </param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="LastModified">When it was stored, by the store's clock.</param>
public sealed record SweptObject(string StoreName, SweptKind Kind, ObjectKey Key, ObjectKey SlotKey, long Size, DateTimeOffset LastModified);
