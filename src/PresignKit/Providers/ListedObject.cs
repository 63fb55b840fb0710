namespace PresignKit;

/// <summary>An object in a listing.</summary>
/// <param name="Key">Its key. Others may have stored objects whose keys are not valid as an <see cref="ObjectKey"/>.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="ETag">Its entity tag as the store returns it, including quotes.</param>
/// <param name="LastModified">When it was stored, to the second.</param>
public sealed record ListedObject(string Key, long Size, string ETag, DateTimeOffset LastModified);
