namespace PresignKit.Benchmarks.Reports;

/// <summary>The names of the rows that goals, charts, and tables use.</summary>
internal static class RowNames
{
    public const string GetString = "get-string";
    public const string GetAttachmentString = "get-attachment-string";
    public const string GetUtf8 = "get-utf8";
    public const string PutString = "put-string";
    public const string Post = "post";
    public const string IssuerGetString = "issuer-get-string";
    public const string IssuerPutSlot = "issuer-put-slot";
    public const string BatchUtf8 = "batch1500-utf8";
    public const string BatchString = "batch1500-string";
    public const string BatchMixedUtf8 = "batch-mixed-utf8";
    public const string BatchAttachmentUtf8 = "batch1500-attachment-utf8";
    public const string IssuerBatchUtf8 = "issuer-batch1500-utf8";
    public const string IssuerBatchString = "issuer-batch1500-string";
    public const string Playlist = "playlist1500";
    public const string LongPlaylist = "playlist10800";
    public const string LongTemplate = "mpd10800-template";
    public const string LongList = "mpd10800-list";
    public const string IssuerNamedUtf8 = "issuer-batch1500-named-utf8";
    public const string IssuerItemsUtf8 = "issuer-batch1500-items-utf8";
    public const string PartString = "part-string";
    public const string PartsString = "parts10000-string";
    public const string TwoThreadsUtf8 = "threads2-utf8";
    public const string TwoThreadsString = "threads2-string";
    public const string TwoThreadsBatchUtf8 = "threads2-batch1500-utf8";
    public const string TwoThreadsBatchString = "threads2-batch1500-string";
    public const string HashOnly = "hash-only";
    public const string PlatformGetUtf8 = "platform-get-utf8";
    public const string TwoThreadsPlatformUtf8 = "threads2-platform-utf8";
    public const string AwsSdkGet = "awssdk-get";
    public const string AwsSdkPut = "awssdk-put";
    public const string AwsSdkPost = "awssdk-post";
    public const string AwsSdkPart = "awssdk-part";
    public const string AwsSdkPlaylist = "awssdk-playlist";
    public const string MinioGet = "minio-get";
    public const string MinioPut = "minio-put";
    public const string MinioPost = "minio-post";
    public const string AzureSas = "azure-sas";
}
