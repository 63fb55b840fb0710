namespace PresignKit.Benchmarks.Subjects;

/// <summary>All signers that are compared.</summary>
internal sealed class AllSubjects : IDisposable
{
    public AllSubjects()
    {
        AwsSdk = new();
        Playlist = new(AwsSdk, StoredPlaylist.Hls(Workload.BatchSize));
        LongPlaylist = new(AwsSdk, StoredPlaylist.Hls(Workload.LongPlaylist));
        LongTemplate = new(AwsSdk, StoredPlaylist.Template(Workload.LongPlaylist));
        LongList = new(AwsSdk, StoredPlaylist.List(Workload.LongPlaylist));
    }

    public PresignKitSubject PresignKit { get; } = new();

    public IssuerSubject Issuer { get; } = new();

    public PartsSubject Parts { get; } = new();

    public HashingSubject Hashing { get; } = new();

    public PlatformSubject Platform { get; } = new();

    public AwsSdkSubject AwsSdk { get; }

    public PlaylistSubject Playlist { get; }

    public PlaylistSubject LongPlaylist { get; }

    public PlaylistSubject LongTemplate { get; }

    public PlaylistSubject LongList { get; }

    public MinioSubject Minio { get; } = new();

    public AzureSasSubject AzureSas { get; } = new();

    public void Dispose()
    {
        Issuer.Dispose();
        Parts.Dispose();
        Playlist.Dispose();
        LongPlaylist.Dispose();
        LongTemplate.Dispose();
        LongList.Dispose();
        AwsSdk.Dispose();
        Minio.Dispose();
    }
}
