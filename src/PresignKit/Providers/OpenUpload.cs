namespace PresignKit.Providers;

/// <summary>An upload that has been created and neither completed nor aborted, as the store lists it.</summary>
/// <param name="Key">The key of the object that it becomes. It may be one that <see cref="ObjectKey"/> does not allow.</param>
/// <param name="UploadId">The store's identifier of the upload.</param>
/// <param name="CreatedAt">When it was created, to the second, by the store's clock.</param>
public sealed record OpenUpload(string Key, string UploadId, DateTimeOffset CreatedAt);
