using System.Collections.Concurrent;
using PresignKit.Providers;

namespace PresignKit.AspNetCore.Tests.Fakes;

/// <summary>A store in memory. It does not sign or check anything, so tests can put objects into it that only a lax store would allow.</summary>
internal sealed class MemoryStore : IStoreProvider, ISigningSession, IObjectStore
{
    public const string Signature = "5ec2e7516na7u2e";

    private int _version;

    public ConcurrentDictionary<string, (byte[] Bytes, string? ContentType, string ETag)> Stored { get; } = new(StringComparer.Ordinal);

    public List<CancellationToken> Tokens { get; } = [];

    /// <summary>Runs after an object is found and before it is read, like another client's request.</summary>
    public Action<ObjectKey>? Meanwhile { get; set; }

    public Exception? Fails { get; set; }

    public Exception? DeleteFails { get; set; }

    /// <summary>If set, every search waits until it is canceled.</summary>
    public BlockedCall? Blocked { get; set; }

    public StoreProfile Profile { get; init; } = new()
    {
        Name = "strict",
        SignedContentType = Capability.Yes,
        SignedContentLength = Capability.Yes,
        CreateOnly = Capability.Yes,
        IsolatedPut = Capability.Yes,
        FormUpload = Capability.Yes,
        ChecksumSha256 = Capability.Yes,
        ConditionalCopy = Capability.Yes,
    };

    public IObjectStore Objects => this;

    public DateTimeOffset? CredentialsExpireAt => null;

    public void Put(string key, byte[] bytes, string? contentType) =>
        Stored[key] = (bytes, contentType, $"\"v{Interlocked.Increment(ref _version)}\"");

    public ValueTask<ISigningSession> OpenSessionAsync(CancellationToken cancellationToken) =>
        Fails is null ? new(this) : throw Fails;

    public SignedRequest Sign(in AccessSpecification specification) =>
        new("GET", $"https://store.test/media/{specification.Key}?X-Amz-Signature={Signature}", new Dictionary<string, string>());

    public SignedRequest SignUpload(in UploadSpecification specification) => new(
        "PUT",
        $"https://store.test/media/{specification.Key}?X-Amz-Signature={Signature}",
        new Dictionary<string, string> { ["Content-Type"] = specification.ContentType, ["If-None-Match"] = "*" });

    public SignedForm SignFormUpload(in UploadSpecification specification) => new(
        "https://store.test/media",
        [new("key", specification.Key.Value), new("Content-Type", specification.ContentType), new("policy", "e30="), new("x-amz-signature", Signature)]);

    public async Task<ObjectProperties?> FindAsync(ObjectKey key, CancellationToken cancellationToken = default)
    {
        Enter(cancellationToken);
        if (Blocked is { } call)
        {
            await call.WaitAsync(cancellationToken);
        }

        var found = Stored.TryGetValue(key.Value, out var stored)
            ? new ObjectProperties(stored.Bytes.Length, stored.ContentType, stored.ETag, DateTimeOffset.UnixEpoch)
            : null;
        Meanwhile?.Invoke(key);
        return found;
    }

    public Task<int> ReadStartAsync(
        ObjectKey key, string etag, Memory<byte> destination, CancellationToken cancellationToken = default)
    {
        Enter(cancellationToken);
        if (!Stored.TryGetValue(key.Value, out var stored))
        {
            throw new StoreException(ErrorCodes.ObjectNotFound, "gone");
        }

        if (stored.ETag != etag)
        {
            throw new StoreException(ErrorCodes.ObjectChanged, "changed");
        }

        var length = Math.Min(destination.Length, stored.Bytes.Length);
        stored.Bytes.AsSpan(0, length).CopyTo(destination.Span);
        return Task.FromResult(length);
    }

    public Task CopyAsync(
        ObjectKey source, string etag, ObjectKey destination, StoredAttributes attributes, CancellationToken cancellationToken = default)
    {
        Enter(cancellationToken);
        if (!Stored.TryGetValue(source.Value, out var stored))
        {
            throw new StoreException(ErrorCodes.ObjectNotFound, "gone");
        }

        if (stored.ETag != etag)
        {
            throw new StoreException(ErrorCodes.ObjectChanged, "changed");
        }

        Stored[destination.Value] = stored;
        return Task.CompletedTask;
    }

    public Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken = default)
    {
        Enter(cancellationToken);
        if (DeleteFails is not null)
        {
            throw DeleteFails;
        }

        Stored.TryRemove(key.Value, out _);
        return Task.CompletedTask;
    }

    private void Enter(CancellationToken cancellationToken)
    {
        if (Fails is not null)
        {
            throw Fails;
        }

        lock (Tokens)
        {
            Tokens.Add(cancellationToken);
        }
    }
}
