using System.Text;
using PresignKit.Providers;

namespace PresignKit.Benchmarks.Subjects;

/// <summary>A store whose only object is an HLS playlist in memory; everything else is the real store's, so signing is, too.</summary>
internal sealed class StoredPlaylist : IObjectStore
{
    private readonly byte[] _bytes;

    public StoredPlaylist(int segments)
    {
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:6\n#EXT-X-PLAYLIST-TYPE:VOD\n");
        var first = Workload.Segments[0];
        Folder = first[..(first.LastIndexOf('/') + 1)];
        for (var i = 0; i < segments; i++)
        {
            text.Append($"#EXTINF:6.000,\nseg-{i:D6}.ts\n");
        }

        _bytes = Encoding.UTF8.GetBytes(text.Append("#EXT-X-ENDLIST\n").ToString());
    }

    /// <summary>The folder of the playlist and of its segments.</summary>
    public string Folder { get; }

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
