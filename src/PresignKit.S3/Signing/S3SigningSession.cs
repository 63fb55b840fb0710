using System.Buffers;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Text;
using PresignKit.Providers;
using PresignKit.S3.Credentials;
using PresignKit.S3.Settings;
using PresignKit.SigV4;

namespace PresignKit.S3.Signing;

/// <summary>Signs for one bucket with one set of credentials. Immutable: endpoint, host and scope are determined once.</summary>
internal sealed class S3SigningSession : ISigningSession
{
    private readonly S3StoreSettings _settings;
    private readonly UrlPresigner _urls;
    private readonly UrlPresigner _uploadUrls;
    private readonly PostPolicySigner _forms;
    private readonly SigV4Credentials _keys;
    private UrlPresigner? _anyUrls;

    public S3SigningSession(S3StoreSettings settings, CredentialSnapshot credentials)
    {
        _settings = settings;
        var keys = _keys = credentials.ToSigV4();
        _urls = new(settings.PublicBucket, keys, settings.Region);
        var uploadCredentials = settings.UploadCredentials?.Credentials ?? keys;

        // Uploads have their own presigner, even if the credentials are the same: each upload signs its own length, so it would evict the reusable
        // parts that the presigner caches for downloads.
        _uploadUrls = new(settings.PublicBucket, uploadCredentials, settings.Region);
        _forms = new(settings.PublicBucket, uploadCredentials, settings.Region);
        CredentialsExpireAt = credentials.UsableUntil;
    }

    public DateTimeOffset? CredentialsExpireAt { get; }

    public SignedRequest Sign(in AccessSpecification specification)
    {
        var method = MethodOf(specification.Access);
        var query = new AccessParameters();
        var url = _urls.Presign(new()
        {
            Method = method,
            Target = PresignTarget.ForObject(specification.Key.Value),
            SignedAt = specification.SignedAt,
            Lifetime = specification.Lifetime,
            Query = query[..OverrideParameters.Write(specification, _settings.BucketFacts, query)],
        });
        return new(method, url, ReadOnlyDictionary<string, string>.Empty);
    }

    public void SignMany(in AccessBatch batch, IReadOnlyList<ObjectKey> keys, Span<SignedRequest> requests)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var count = keys.Count;
        var (texts, urls) = (KeyTexts.Rent(keys, count), ArrayPool<string>.Shared.Rent(count));
        try
        {
            var query = new AccessParameters();
            var presigned = Presigned(batch, query[..OverrideParameters.Write(batch, _settings.BucketFacts, query)]);
            _urls.Presign(presigned, texts.AsSpan(0, count), urls);
            for (var i = 0; i < count; i++)
            {
                requests[i] = new(presigned.Method, urls[i], ReadOnlyDictionary<string, string>.Empty);
            }
        }
        finally
        {
            // A pooled array must not keep URLs alive, because they are secrets.
            ArrayPool<string>.Shared.Return(urls, clearArray: true);
            KeyTexts.Return(texts);
        }
    }

    public void SignMany(
        in AccessBatch batch, IReadOnlyList<ObjectKey> keys, IBufferWriter<byte> destination, Action<int, IBufferWriter<byte>>? before)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(destination);
        var query = new AccessParameters();
        var presigned = Presigned(batch, query[..OverrideParameters.Write(batch, _settings.BucketFacts, query)]);
        if (keys is ObjectKeyList list)
        {
            _urls.PresignUtf8(presigned, list.Utf8, list.Ends, destination, before);
            return;
        }

        var count = keys.Count;
        var texts = KeyTexts.Rent(keys, count);
        try
        {
            _urls.Presign(presigned, texts.AsSpan(0, count), destination, before);
        }
        finally
        {
            KeyTexts.Return(texts);
        }
    }

    public void SignMany(ReadOnlySpan<AccessSpecification> specifications, Span<SignedRequest> requests)
    {
        if (!AccessObjects.HaveTermsInCommon(specifications))
        {
            for (var i = 0; i < specifications.Length; i++)
            {
                requests[i] = Sign(specifications[i]);
            }

            return;
        }

        var urls = ArrayPool<string>.Shared.Rent(AccessObjects.Window);
        var window = AccessObjects.Rent(_settings.BucketFacts);
        try
        {
            var batch = Presigned(specifications[0]);
            for (var first = 0; first < specifications.Length; first += AccessObjects.Window)
            {
                var objects = window.Fill(specifications[first..]);
                _urls.Presign(batch, objects, urls);
                for (var i = 0; i < objects.Length; i++)
                {
                    requests[first + i] = new(batch.Method, urls[i], ReadOnlyDictionary<string, string>.Empty);
                }
            }
        }
        finally
        {
            // A pooled array must not keep URLs alive, because they are secrets.
            ArrayPool<string>.Shared.Return(urls, clearArray: true);
            window.Return();
        }
    }

    public void SignMany(ReadOnlySpan<AccessSpecification> specifications, IBufferWriter<byte> destination, Action<int, IBufferWriter<byte>>? before)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (!AccessObjects.HaveTermsInCommon(specifications))
        {
            for (var i = 0; i < specifications.Length; i++)
            {
                before?.Invoke(i, destination);
                Encoding.UTF8.GetBytes(Sign(specifications[i]).Url, destination);
            }

            return;
        }

        var window = AccessObjects.Rent(_settings.BucketFacts);
        try
        {
            var batch = Presigned(specifications[0]);
            var first = 0;
            Action<int, IBufferWriter<byte>>? beforeInWindow = before is null ? null : (i, writer) => before(first + i, writer);
            for (; first < specifications.Length; first += AccessObjects.Window)
            {
                _urls.Presign(batch, window.Fill(specifications[first..]), destination, beforeInWindow);
            }
        }
        finally
        {
            window.Return();
        }
    }

    public SignedRequest SignUnrestricted(in UnrestrictedSpecification specification) =>
        UnrestrictedRequests.Sign(LazyInitializer.EnsureInitialized(ref _anyUrls, OpenAny), _settings.BucketFacts, specification);

    public SignedRequest SignUpload(in UploadSpecification specification)
    {
        var headers = UploadHeaders.ToSign(specification, _settings.UploadCredentials);
        var url = _uploadUrls.Presign(new()
        {
            Method = "PUT",
            Target = PresignTarget.ForObject(specification.Key.Value),
            SignedAt = specification.SignedAt,
            Lifetime = specification.Lifetime,
            Headers = headers,
            Query = _settings.BucketFacts.AsSpan(),
        });
        return new("PUT", url, UploadHeaders.ToSend(headers));
    }

    /// <remarks>Amazon S3 API Reference, "UploadPart".</remarks>
    public SignedRequest SignPart(in PartSpecification specification)
    {
        // A store could take a part without an upload ID for a whole object.
        ArgumentException.ThrowIfNullOrEmpty(specification.UploadId);
        var headers = UploadHeaders.OfPart(specification);
        var url = _uploadUrls.Presign(new()
        {
            Method = "PUT",
            Target = PresignTarget.ForObject(specification.Key.Value),
            SignedAt = specification.SignedAt,
            Lifetime = specification.Lifetime,
            Headers = headers,
            Query =
            [
                new("partNumber", specification.Number.ToString(CultureInfo.InvariantCulture)),
                new("uploadId", specification.UploadId),
                .. _settings.BucketFacts,
            ],
        });
        return new("PUT", url, UploadHeaders.ToSend(headers));
    }

    public void SignParts(in PartBatch batch, ReadOnlySpan<int> numbers, Span<SignedRequest> requests)
    {
        var urls = ArrayPool<string>.Shared.Rent(numbers.Length);
        try
        {
            _uploadUrls.Presign(
                new PresignPartBatch
                {
                    Key = batch.Key.Value,
                    UploadId = batch.UploadId,
                    ObjectSize = batch.Plan.Size,
                    PartSize = batch.Plan.PartSize,
                    SignedAt = batch.SignedAt,
                    Lifetime = batch.Lifetime,
                    Query = _settings.BucketFacts.AsSpan(),
                },
                numbers,
                urls);
            for (var i = 0; i < numbers.Length; i++)
            {
                requests[i] = new("PUT", urls[i], ReadOnlyDictionary<string, string>.Empty);
            }
        }
        finally
        {
            // A pooled array must not keep URLs alive, because they are secrets.
            ArrayPool<string>.Shared.Return(urls, clearArray: true);
        }
    }

    public SignedForm SignFormUpload(in UploadSpecification specification)
    {
        if (_settings.Profile.FormUpload == Capability.No)
        {
            throw new NotSupportedException($"Store '{_settings.Name}' (profile '{_settings.Profile.Name}') does not support form uploads.");
        }

        var signed = _forms.Sign(PostPolicyBuilder.For(specification, _settings.UploadCredentials, _settings.BucketFacts), specification.SignedAt);
        var fields = new KeyValuePair<string, string>[signed.Fields.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = new(signed.Fields[i].Name, signed.Fields[i].Value);
        }

        return new(signed.Url, Array.AsReadOnly(fields));
    }

    // Their own presigner, as for uploads, and only if there are any: each would evict the reusable parts of downloads.
    private UrlPresigner OpenAny() => new(_settings.PublicBucket, _keys, _settings.Region);

    private static PresignBatch Presigned(in AccessSpecification specification) => new()
    {
        Method = MethodOf(specification.Access),
        SignedAt = specification.SignedAt,
        Lifetime = specification.Lifetime,
    };

    private static PresignBatch Presigned(in AccessBatch batch, ReadOnlySpan<NameValue> query) => new()
    {
        Method = MethodOf(batch.Access),
        SignedAt = batch.SignedAt,
        Lifetime = batch.Lifetime,
        Query = query,
    };

    private static string MethodOf(ObjectAccess access) => access switch
    {
        ObjectAccess.Read => "GET",
        ObjectAccess.Head => "HEAD",
        ObjectAccess.Delete => "DELETE",
        _ => throw new NotSupportedException($"'{access}' is not a valid kind of access to an S3 store."),
    };
}
