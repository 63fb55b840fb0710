using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using PresignKit.Providers;

namespace PresignKit.Tests.Fakes;

/// <summary>
/// A store in memory with the semantics of S3: the same bytes have the same ETag, a part is replaced until its upload is completed, and an
/// upload that was completed or aborted is gone. It checks neither sizes nor signatures, so tests can send what only a lax store would accept.
/// </summary>
internal sealed class MemoryStore : IStoreProvider, ISigningSession, IObjectStore, IMultipartUploads
{
    public const string Signature = "5ec2e7516na7u2e";

    private const string Origin = "https://store.test/media";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Version>> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Upload> _uploads = new(StringComparer.Ordinal);
    private int _ids;

    public static StoreProfile Strict { get; } = new()
    {
        Name = "strict",
        SignedContentType = Capability.Yes,
        SignedContentLength = Capability.Yes,
        SignedHeaders = Capability.Yes,
        CreateOnly = Capability.Yes,
        IsolatedPut = Capability.Yes,
        IsolatedPart = Capability.Yes,
        FormUpload = Capability.Yes,
        ChecksumSha256 = Capability.Yes,
        PartChecksum = Capability.Yes,
        FormChecksum = Capability.Yes,
        ConditionalCopy = Capability.Yes,
        ObjectRetention = Capability.Yes,
        ConditionalReplace = Capability.Yes,
    };

    public StoreProfile Profile { get; init; } = Strict;

    public bool Versioned { get; init; }

    /// <summary>What was locked, in this order.</summary>
    public List<(string Key, string? VersionId, ObjectLock Lock)> Locks { get; } = [];

    /// <summary>Which objects the tags of a policy were ensured for, in this order.</summary>
    public List<string> Tagged { get; } = [];

    public string? Bucket { get; init; }

    /// <summary>Whether signed requests leave out an MD5, as those of a provider that knows none.</summary>
    public bool LeavesOutMd5 { get; init; }

    /// <summary>The store's clock.</summary>
    public Func<DateTimeOffset> Now { get; set; } = () => DateTimeOffset.UnixEpoch;

    public IObjectStore Objects => this;

    public IMultipartUploads? Uploads => this;

    public DateTimeOffset? CredentialsExpireAt { get; set; }

    /// <summary>The tokens of all requests, in their order.</summary>
    public List<CancellationToken> Tokens { get; } = [];

    /// <summary>Runs before a request is carried out.</summary>
    public Func<StoreStep, string, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Runs after a request was carried out: if it throws, the answer is lost.</summary>
    public Func<StoreStep, string, Task> After { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Changes the lists of parts on their way to the backend.</summary>
    public Func<IReadOnlyList<UploadedPart>, IReadOnlyList<UploadedPart>> Listed { get; set; } = parts => parts;

    /// <summary>Changes what the store says about an object that is written.</summary>
    public Func<byte[], ObjectProperties, ObjectProperties> Describe { get; set; } = (_, properties) => properties;

    public Exception? Fails { get; set; }

    public Exception? DeleteFails { get; set; }

    public Exception? SignFails { get; set; }

    /// <summary>If set, every request for an object's properties waits until it is canceled.</summary>
    public BlockedCall? Blocked { get; set; }

    /// <summary>The keys of all objects except the records of slots.</summary>
    public IReadOnlyList<string> Stored => [.. Current().Where(key => !IsRecord(key))];

    /// <summary>The keys of the records of slots.</summary>
    public IReadOnlyList<string> Records => [.. Current().Where(IsRecord)];

    /// <summary>The number of uploads that are neither completed nor aborted.</summary>
    public int OpenUploads
    {
        get
        {
            lock (_lock)
            {
                return _uploads.Count;
            }
        }
    }

    /// <summary>How many files clients have sent that are still there, whether or not they have become objects.</summary>
    public int Files
    {
        get
        {
            lock (_lock)
            {
                return Stored.Count + _uploads.Values.Count(upload => upload.Parts.Count > 0);
            }
        }
    }

    public static MemoryStore Of(StoreKind kind) => new()
    {
        Profile = Strict with
        {
            IsolatedPart = kind is StoreKind.Part or StoreKind.VersionedPart ? Capability.Yes : Capability.Unknown,
            IsolatedPut = kind is StoreKind.Part or StoreKind.VersionedPart or StoreKind.Put ? Capability.Yes : Capability.No,
            ConditionalCopy = kind == StoreKind.FormOfLaxStore ? Capability.No : Capability.Yes,
        },
        Versioned = kind is StoreKind.VersionedPart or StoreKind.VersionedForm,
    };

    /// <summary>Fails once: at the first request of this kind for a key that matches.</summary>
    public static Func<StoreStep, string, Task> Once(StoreStep at, Func<string, bool> matches, Func<Task> act)
    {
        var done = 0;
        return (step, key) => step == at && matches(key) && Interlocked.Exchange(ref done, 1) == 0 ? act() : Task.CompletedTask;
    }

    public static bool IsRecord(string key) => key.Contains("-slots/", StringComparison.Ordinal);

    /// <summary>The bytes of an object; null: there is none.</summary>
    public byte[]? BytesOf(string key)
    {
        lock (_lock)
        {
            return CurrentOf(key)?.Bytes;
        }
    }

    /// <summary>How many versions an object has, markers included.</summary>
    public int VersionsOf(string key)
    {
        lock (_lock)
        {
            return _objects.GetValueOrDefault(key)?.Count ?? 0;
        }
    }

    /// <summary>Stores an object that did not come through a slot.</summary>
    public void Put(string key, byte[] bytes, string? contentType, string? binding = null)
    {
        var metadata = binding is null ? StoredAttributes.None.Metadata : StoredAttributes.None.Metadata.Add("presignkit-slot", binding);
        lock (_lock)
        {
            Write(key, bytes, new(bytes.Length, contentType, ETagOf(bytes), Now()) { Metadata = metadata });
        }
    }

    /// <summary>What a client does: sends bytes by a slot's request.</summary>
    /// <param name="url">The slot's URL.</param>
    /// <param name="headers">The headers or the fields of the slot.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="contentType">The type to send instead of the signed one.</param>
    public HttpStatusCode Send(string url, IEnumerable<KeyValuePair<string, string>> headers, byte[] bytes, string? contentType = null)
    {
        var sent = headers.ToDictionary(StringComparer.OrdinalIgnoreCase);
        var address = new Uri(url);
        var query = address.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[^1]);
        var key = sent.GetValueOrDefault("key") ?? Uri.UnescapeDataString(address.AbsolutePath["/media/".Length..]);
#pragma warning disable CA5351 // Of S3; it does not protect anything here.
        if (sent.GetValueOrDefault("Content-MD5") is { } md5 && md5 != Convert.ToBase64String(MD5.HashData(bytes)))
#pragma warning restore CA5351
        {
            return HttpStatusCode.BadRequest;
        }

        lock (_lock)
        {
            if (query.TryGetValue("uploadId", out var id))
            {
                if (!_uploads.TryGetValue(id, out var upload) || upload.Key != key)
                {
                    return HttpStatusCode.NotFound;
                }

                var number = int.Parse(query["partNumber"], CultureInfo.InvariantCulture);
                upload.Parts[number] = bytes;
                upload.ReceivedAt[number] = Now();
                return HttpStatusCode.OK;
            }

            if (sent.ContainsKey("If-None-Match") && CurrentOf(key) is not null)
            {
                return HttpStatusCode.PreconditionFailed;
            }

            const string prefix = "x-amz-meta-";
            Write(key, bytes, new(bytes.Length, contentType ?? sent["Content-Type"], ETagOf(bytes), Now())
            {
                Metadata = StoredAttributes.None.Metadata.AddRange(sent
                    .Where(pair => pair.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                    .Select(pair => KeyValuePair.Create(pair.Key[prefix.Length..], pair.Value))),
            });
            return HttpStatusCode.OK;
        }
    }

    public ValueTask<ISigningSession> OpenSessionAsync(CancellationToken cancellationToken) => Fails is null ? new(this) : throw Fails;

    public SignedRequest Sign(in AccessSpecification specification) =>
        new("GET", $"{Origin}/{specification.Key}?X-Amz-Signature={Signature}", new Dictionary<string, string>());

    public SignedRequest SignUpload(in UploadSpecification specification)
    {
        var headers = new Dictionary<string, string> { ["Content-Type"] = specification.ContentType };
        if (specification.WriteOnce)
        {
            headers["If-None-Match"] = "*";
        }

        if (specification.ContentMd5 is { } md5 && !LeavesOutMd5)
        {
            headers["Content-MD5"] = md5;
        }

        foreach (var (name, value) in specification.Attributes.Metadata)
        {
            headers["x-amz-meta-" + name] = value;
        }

        return new("PUT", $"{Origin}/{specification.Key}?X-Amz-Signature={Signature}", headers);
    }

    public SignedRequest SignPart(in PartSpecification specification) => SignFails is not null ? throw SignFails : new(
        "PUT",
        $"{Origin}/{specification.Key}?partNumber={specification.Number}&uploadId={specification.UploadId}&X-Amz-Signature={Signature}",
        new[] { ("Content-Type", specification.ContentType), ("Content-MD5", LeavesOutMd5 ? null : specification.ContentMd5) }
            .Where(header => header.Item2 is not null).ToDictionary(header => header.Item1, header => header.Item2!));

    public SignedForm SignFormUpload(in UploadSpecification specification) => new(
        Origin,
        [
            new("key", specification.Key.Value),
            new("Content-Type", specification.ContentType),
            .. specification.Attributes.Metadata.Select(pair => KeyValuePair.Create("x-amz-meta-" + pair.Key, pair.Value)),
            new("policy", "e30="),
            new("x-amz-signature", Signature),
        ]);

    public async Task<ObjectProperties?> FindAsync(ObjectKey key, CancellationToken cancellationToken = default)
    {
        await EnterAsync(StoreStep.Find, key.Value, cancellationToken);
        if (Blocked is { } call)
        {
            await call.WaitAsync(cancellationToken);
        }

        ObjectProperties? found;
        lock (_lock)
        {
            found = CurrentOf(key.Value)?.Properties;
        }

        await After(StoreStep.Find, key.Value);
        return found;
    }

    public async Task<int> ReadStartAsync(
        ObjectKey key, ObjectProperties version, Memory<byte> destination, CancellationToken cancellationToken = default)
    {
        await EnterAsync(StoreStep.Read, key.Value, cancellationToken);
        var bytes = Locate(key.Value, version).Bytes!;
        var length = Math.Min(destination.Length, bytes.Length);
        bytes.AsSpan(0, length).CopyTo(destination.Span);
        await After(StoreStep.Read, key.Value);
        return length;
    }

    public async Task<Stream> OpenReadAsync(ObjectKey key, ObjectProperties? version = null, CancellationToken cancellationToken = default)
    {
        await EnterAsync(StoreStep.Open, key.Value, cancellationToken);
        var bytes = Locate(key.Value, version).Bytes!;
        await After(StoreStep.Open, key.Value);
        return new MemoryStream(bytes, writable: false);
    }

    public async Task<bool> PutAsync(
        ObjectKey key,
        Stream content,
        string contentType,
        StoredAttributes? attributes = null,
        bool createOnly = false,
        CancellationToken cancellationToken = default)
    {
        await EnterAsync(StoreStep.Put, key.Value, cancellationToken);
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancellationToken);
        var bytes = copy.ToArray();
        var isStored = true;
        lock (_lock)
        {
            if (createOnly && CurrentOf(key.Value) is not null)
            {
                isStored = false;
            }
            else
            {
                Write(key.Value, bytes, new(bytes.Length, contentType, ETagOf(bytes), Now())
                {
                    Metadata = (attributes ?? StoredAttributes.None).Metadata,
                });
            }
        }

        await After(StoreStep.Put, key.Value);
        return isStored;
    }

    public async Task CopyAsync(
        ObjectKey source, ObjectProperties version, ObjectKey destination, StoredAttributes attributes, CancellationToken cancellationToken = default)
    {
        await EnterAsync(StoreStep.Copy, destination.Value, cancellationToken);
        lock (_lock)
        {
            var found = Locate(source.Value, Profile.ConditionalCopy == Capability.Yes || version.VersionId is not null ? version : null);
            Write(destination.Value, found.Bytes!, new(found.Bytes!.Length, found.Properties!.ContentType, ETagOf(found.Bytes), Now())
            {
                Metadata = attributes.Metadata,
            });
        }

        await After(StoreStep.Copy, destination.Value);
    }

    public async Task ReplaceAsync(
        ObjectKey source,
        ObjectProperties version,
        ObjectKey destination,
        string replaces,
        StoredAttributes attributes,
        CancellationToken cancellationToken = default)
    {
        if ((await FindAsync(destination, cancellationToken))?.ETag != replaces)
        {
            throw new StoreException(ErrorCodes.DestinationChanged, "Another object is there.");
        }

        await CopyAsync(source, version, destination, attributes, cancellationToken);
    }

    public async Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken = default)
    {
        await EnterAsync(StoreStep.Delete, key.Value, cancellationToken);
        lock (_lock)
        {
            if (!Versioned)
            {
                _objects.Remove(key.Value);
            }
            else if (CurrentOf(key.Value) is not null)
            {
                _objects[key.Value].Add(new(NewId(), null, null));
            }
        }

        await After(StoreStep.Delete, key.Value);
    }

    public async Task LockAsync(ObjectKey key, ObjectProperties version, ObjectLock objectLock, CancellationToken cancellationToken = default)
    {
        await EnterAsync(StoreStep.Lock, key.Value, cancellationToken);
        lock (_lock)
        {
            Locks.Add((key.Value, version.VersionId, objectLock));
        }

        await After(StoreStep.Lock, key.Value);
    }

    public async Task DeleteVersionAsync(ObjectKey key, ObjectProperties version, CancellationToken cancellationToken = default)
    {
        if (version.VersionId is not { } id)
        {
            await DeleteAsync(key, cancellationToken);
            return;
        }

        await EnterAsync(StoreStep.Delete, key.Value, cancellationToken);
        lock (_lock)
        {
            _objects.GetValueOrDefault(key.Value)?.RemoveAll(stored => stored.Id == id);
        }

        await After(StoreStep.Delete, key.Value);
    }

    public async IAsyncEnumerable<ListedObject> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await EnterAsync(StoreStep.List, prefix, cancellationToken);
        foreach (var key in Current().Where(key => key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            ObjectProperties? found;
            lock (_lock)
            {
                found = CurrentOf(key)?.Properties;
            }

            if (found is not null)
            {
                yield return new(key, found.Size, found.ETag, found.LastModified);
            }
        }
    }

    public async Task<string> CreateAsync(
        ObjectKey key, string contentType, StoredAttributes attributes, FileChecksumAlgorithm? checksum, CancellationToken cancellationToken = default)
    {
        await EnterAsync(StoreStep.CreateUpload, key.Value, cancellationToken);
        var id = NewId();
        lock (_lock)
        {
            _uploads.Add(id, new(key.Value, contentType, attributes, Now()));
        }

        await After(StoreStep.CreateUpload, key.Value);
        return id;
    }

    public async Task<IReadOnlyList<UploadedPart>?> ListPartsAsync(ObjectKey key, string uploadId, CancellationToken cancellationToken = default)
    {
        await EnterAsync(StoreStep.ListParts, key.Value, cancellationToken);
        UploadedPart[]? parts;
        lock (_lock)
        {
            parts = !_uploads.TryGetValue(uploadId, out var upload) || upload.Key != key.Value
                ? null
                : [.. upload.Parts.Select(part => new UploadedPart(part.Key, part.Value.Length, ETagOf(part.Value))
                {
                    LastModified = upload.ReceivedAt[part.Key],
                })];
        }

        await After(StoreStep.ListParts, key.Value);
        return parts is null ? null : Listed(parts);
    }

    public async Task<bool> CompleteAsync(
        ObjectKey key, string uploadId, IReadOnlyList<UploadedPart> parts, CancellationToken cancellationToken = default)
    {
        await EnterAsync(StoreStep.CompleteUpload, key.Value, cancellationToken);
        bool isCompleted;
        lock (_lock)
        {
            isCompleted = _uploads.TryGetValue(uploadId, out var upload) && upload.Key == key.Value;
            if (isCompleted)
            {
                if (parts.Count == 0 || parts.Any(part => !upload!.Parts.TryGetValue(part.Number, out var sent) || part.ETag != ETagOf(sent)))
                {
                    throw new StoreException(ErrorCodes.ObjectChanged, "a part was replaced");
                }

                byte[] bytes = [.. parts.SelectMany(part => upload!.Parts[part.Number])];
                _uploads.Remove(uploadId);
                Write(key.Value, bytes, new(bytes.Length, upload!.ContentType, $"{ETagOf(bytes)[..^1]}-{parts.Count}\"", Now())
                {
                    Metadata = upload.Attributes.Metadata,
                });
            }
        }

        await After(StoreStep.CompleteUpload, key.Value);
        return isCompleted;
    }

    public Task EnsureTagsAsync(ObjectKey key, StoredAttributes attributes, CancellationToken cancellationToken = default)
    {
        Tagged.Add(key.Value);
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<OpenUpload> ListUploadsAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await EnterAsync(StoreStep.ListUploads, prefix, cancellationToken);
        OpenUpload[] open;
        lock (_lock)
        {
            open = [.. _uploads.Where(pair => pair.Value.Key.StartsWith(prefix, StringComparison.Ordinal))
                .Select(pair => new OpenUpload(pair.Value.Key, pair.Key, pair.Value.CreatedAt)).OrderBy(upload => upload.Key, StringComparer.Ordinal)];
        }

        foreach (var upload in open)
        {
            yield return upload;
        }
    }

    public async Task AbortAsync(ObjectKey key, string uploadId, CancellationToken cancellationToken = default)
    {
        await EnterAsync(StoreStep.AbortUpload, key.Value, cancellationToken);
        lock (_lock)
        {
            _uploads.Remove(uploadId);
        }

        await After(StoreStep.AbortUpload, key.Value);
    }

    private static string ETagOf(byte[] bytes) => $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"";

    private string NewId() => $"id{Interlocked.Increment(ref _ids)}";

    private List<string> Current()
    {
        lock (_lock)
        {
            return [.. _objects.Keys.Where(key => CurrentOf(key) is not null).Order(StringComparer.Ordinal)];
        }
    }

    private Version? CurrentOf(string key) => _objects.GetValueOrDefault(key)?.LastOrDefault() is { Bytes: not null } found ? found : null;

    private Version Locate(string key, ObjectProperties? version)
    {
        lock (_lock)
        {
            var found = version?.VersionId is { } id ? _objects.GetValueOrDefault(key)?.Find(stored => stored.Id == id) : CurrentOf(key);
            if (found?.Bytes is null)
            {
                throw new StoreException(ErrorCodes.ObjectNotFound, "gone");
            }

            return version is null || version.ETag == found.Properties!.ETag
                ? found
                : throw new StoreException(ErrorCodes.ObjectChanged, "changed");
        }
    }

    private void Write(string key, byte[] bytes, ObjectProperties properties)
    {
        if (!_objects.TryGetValue(key, out var versions))
        {
            _objects.Add(key, versions = []);
        }

        if (!Versioned)
        {
            versions.Clear();
        }

        var id = NewId();
        versions.Add(new(id, bytes, Describe(bytes, properties) with { VersionId = Versioned ? id : null }));
    }

    private async Task EnterAsync(StoreStep step, string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Fails is not null)
        {
            throw Fails;
        }

        lock (Tokens)
        {
            Tokens.Add(cancellationToken);
        }

        if (step == StoreStep.Delete && DeleteFails is not null)
        {
            throw DeleteFails;
        }

        await Before(step, key);
    }

    /// <summary>One version of an object; without bytes, it is a marker of a deletion.</summary>
    private sealed record Version(string Id, byte[]? Bytes, ObjectProperties? Properties);

    private sealed class Upload(string key, string contentType, StoredAttributes attributes, DateTimeOffset createdAt)
    {
        public DateTimeOffset CreatedAt => createdAt;

        public string Key => key;

        public string ContentType => contentType;

        public StoredAttributes Attributes => attributes;

        /// <summary>The bytes of each part, as they were sent last.</summary>
        public SortedDictionary<int, byte[]> Parts { get; } = [];

        public Dictionary<int, DateTimeOffset> ReceivedAt { get; } = [];
    }
}
