using System.Text;
using PresignKit.Providers;

namespace PresignKit.Benchmarks.Subjects;

/// <summary>A store whose only object is a playlist in memory; everything else is the real store's, so signing is, too.</summary>
internal sealed class StoredPlaylist : IObjectStore
{
    private readonly byte[] _bytes;

    private StoredPlaylist(string name, string text) => (Key, _bytes) = (new(Folder + name), Encoding.UTF8.GetBytes(text));

    /// <summary>The folder of the playlist and of its segments.</summary>
    public static string Folder { get; } = Workload.Segments[0][..(Workload.Segments[0].LastIndexOf('/') + 1)];

    public ObjectKey Key { get; }

    /// <summary>A playlist of HLS.</summary>
    public static StoredPlaylist Hls(int segments)
    {
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:6\n#EXT-X-PLAYLIST-TYPE:VOD\n");
        for (var i = 0; i < segments; i++)
        {
            text.Append($"#EXTINF:6.000,\nseg-{i:D6}.ts\n");
        }

        return new("index.m3u8", text.Append("#EXT-X-ENDLIST\n").ToString());
    }

    /// <summary>An MPD of one representation with a template; its segments have the same names, and there is an initialization segment.</summary>
    public static StoredPlaylist Template(int segments) => Mpd(
        segments,
        $"""
        <SegmentTemplate timescale="48000" initialization="init.mp4" media="seg-$Number%06d$.ts" startNumber="0">
        <SegmentTimeline><S t="0" d="288000" r="{segments - 1}"/></SegmentTimeline></SegmentTemplate>
        """);

    /// <summary>An MPD of one representation that lists the same segments.</summary>
    public static StoredPlaylist List(int segments)
    {
        var text = new StringBuilder("<SegmentList duration=\"6\"><Initialization sourceURL=\"init.mp4\"/>\n");
        for (var i = 0; i < segments; i++)
        {
            text.Append($"<SegmentURL media=\"seg-{i:D6}.ts\"/>\n");
        }

        return Mpd(segments, text.Append("</SegmentList>").ToString());
    }

    public Task<Stream> OpenReadAsync(ObjectKey key, ObjectProperties? version = null, CancellationToken cancellationToken = default) =>
        Task.FromResult<Stream>(new MemoryStream(_bytes, writable: false));

    public Task<ObjectProperties?> FindAsync(ObjectKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<int> ReadStartAsync(ObjectKey key, ObjectProperties version, Memory<byte> destination, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<bool> PutAsync(
        ObjectKey key,
        Stream content,
        string contentType,
        StoredAttributes? attributes = null,
        bool createOnly = false,
        CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task CopyAsync(
        ObjectKey source, ObjectProperties version, ObjectKey destination, StoredAttributes attributes, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public IAsyncEnumerable<ListedObject> ListAsync(string prefix, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Puts the playlist into the store that a registration creates.</summary>
    public StoreRegistration Wrap(StoreRegistration inner) => new Registration(inner, this);

    private static StoredPlaylist Mpd(int segments, string information) => new(
        "manifest.mpd",
        $"""
        <?xml version="1.0" encoding="utf-8"?>
        <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT{6 * segments}S"><Period><AdaptationSet mimeType="video/mp4">
        <Representation id="1" bandwidth="2500000" codecs="avc1.64001f">{information}</Representation>
        </AdaptationSet></Period></MPD>

        """);

    private sealed class Registration(StoreRegistration inner, StoredPlaylist playlist) : StoreRegistration(inner.Name)
    {
        public override IEnumerable<string> Validate(IServiceProvider services) => inner.Validate(services);

        public override IStoreProvider Create(IServiceProvider services) => new Provider(inner.Create(services), playlist);
    }

    private sealed class Provider(IStoreProvider inner, StoredPlaylist playlist) : IStoreProvider, IDisposable
    {
        public StoreProfile Profile => inner.Profile;

        public string? Bucket => inner.Bucket;

        public IObjectStore Objects => playlist;

        public ValueTask<ISigningSession> OpenSessionAsync(CancellationToken cancellationToken) => inner.OpenSessionAsync(cancellationToken);

        public void Dispose() => (inner as IDisposable)?.Dispose();
    }
}
