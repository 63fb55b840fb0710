namespace PresignKit.Downloads;

/// <summary>Fills what an item leaves open.</summary>
internal static class DownloadItems
{
    /// <summary>Returns the item with what the request for all items specifies.</summary>
    public static DownloadItem OrFrom(this in DownloadItem item, DownloadRequest request) => item with
    {
        FileName = item.FileName ?? request.FileName,
        ContentType = item.ContentType ?? request.ContentType,
        Disposition = item.Disposition ?? request.Disposition,
        VersionId = item.VersionId ?? request.VersionId,
        PartNumber = item.PartNumber ?? request.PartNumber,
        ContentLanguage = item.ContentLanguage ?? request.ContentLanguage,
        ContentEncoding = item.ContentEncoding ?? request.ContentEncoding,
        Expires = item.Expires ?? request.Expires,
    };
}
