using System.Buffers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Providers;

namespace PresignKit.Tests.Playlists;

/// <summary>An application that signs the playlists of a fuzzer: its store has one object, and it records what it has to sign. For one thread.</summary>
internal sealed class FuzzedPlaylists
{
    /// <summary>What signed URLs begin with.</summary>
    public const string StoreOrigin = "https://store.test";

    /// <summary>What the addresses of playlists and keys begin with.</summary>
    public const string ApplicationOrigin = "https://app.test";

    public const string Root = "movies/42/hls/";

    public const string Folder = Root + "a/";

    public static readonly PlaylistGrant Grant = new()
    {
        Playlist = new(Folder + "index.m3u8"),
        Root = Root,
        ChildAddress = ApplicationOrigin + "/playlists/",
        KeyAddress = ApplicationOrigin + "/keys/",
        AllowedOrigins = ["https://ads.test", "skd:"],
        Variables = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("token", "t-1"),
    };

    /// <summary>The same for an MPD.</summary>
    public static readonly PlaylistGrant ManifestGrant = Grant with { Playlist = new(Folder + "index.mpd") };

    private readonly Store _store = new();
    private readonly IPlaylistSigner _signer;

    public FuzzedPlaylists() => _signer = new ServiceCollection().AddPresignKit().AddStore(new Registration(_store)).Services
        .BuildServiceProvider().GetRequiredService<IPlaylistSigner>();

    /// <summary>The URL of an object.</summary>
    public static string UrlOf(string key) => StoreOrigin + "/" + Encode(key) + "?signed";

    public static string Encode(string key) => string.Join('/', key.Split('/').Select(Uri.EscapeDataString));

    /// <summary>Signs a playlist.</summary>
    /// <returns>The output, what was signed, and which keys the store had to sign; or the refusal.</returns>
    public (byte[] Output, SignedPlaylist? Signed, string[] Keys, PlaylistException? Refused) Sign(byte[] input, PlaylistGrant grant)
    {
        var output = new ArrayBufferWriter<byte>();
        _store.Content = input;
        _store.Signed.Clear();
        SignedPlaylist? signed = null;
        PlaylistException? refused = null;
        try
        {
            // Nothing in it waits.
            signed = _signer.SignAsync(grant, output).AsTask().GetAwaiter().GetResult();
        }
        catch (PlaylistException e)
        {
            refused = e;
        }

        return (output.WrittenSpan.ToArray(), signed, [.. _store.Signed], refused);
    }

    private sealed class Registration(IStoreProvider provider) : StoreRegistration("media")
    {
        public override IEnumerable<string> Validate(IServiceProvider services) => [];

        public override IStoreProvider Create(IServiceProvider services) => provider;
    }

    private sealed class Store : IStoreProvider, ISigningSession, IObjectStore
    {
        public byte[] Content { get; set; } = [];

        public List<string> Signed { get; } = [];

        public StoreProfile Profile { get; } = new() { Name = "fuzzed" };

        public IObjectStore Objects => this;

        public DateTimeOffset? CredentialsExpireAt => null;

        public ValueTask<ISigningSession> OpenSessionAsync(CancellationToken cancellationToken) => new(this);

        public SignedRequest Sign(in AccessSpecification specification) => throw new NotSupportedException();

        public SignedRequest SignUpload(in UploadSpecification specification) => throw new NotSupportedException();

        public SignedRequest SignPart(in PartSpecification specification) => throw new NotSupportedException();

        public SignedForm SignFormUpload(in UploadSpecification specification) => throw new NotSupportedException();

        public void SignMany(
            in AccessBatch batch, IReadOnlyList<ObjectKey> keys, IBufferWriter<byte> destination, Action<int, IBufferWriter<byte>>? before)
        {
            if (batch.Access != ObjectAccess.Read)
            {
                throw new InvalidOperationException("Something other than GET is signed.");
            }

            for (var i = 0; i < keys.Count; i++)
            {
                // Created anew, and thereby checked.
                var key = keys[i].Value;
                Signed.Add(key);
                before?.Invoke(i, destination);
                Encoding.UTF8.GetBytes(UrlOf(key), destination);
            }
        }

        public Task<Stream> OpenReadAsync(ObjectKey key, ObjectProperties? version, CancellationToken cancellationToken) =>
            key == Grant.Playlist || key == ManifestGrant.Playlist
                ? Task.FromResult<Stream>(new MemoryStream(Content))
                : throw new InvalidOperationException($"'{key}' is read.");

        public Task<ObjectProperties?> FindAsync(ObjectKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<int> ReadStartAsync(ObjectKey key, ObjectProperties version, Memory<byte> destination, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<bool> PutAsync(
            ObjectKey key, Stream content, string contentType, StoredAttributes? attributes, bool createOnly, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task CopyAsync(
            ObjectKey source, ObjectProperties version, ObjectKey destination, StoredAttributes attributes, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<ListedObject> ListAsync(string prefix, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
