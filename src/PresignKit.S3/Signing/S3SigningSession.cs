using System.Buffers;
using System.Collections.ObjectModel;
using System.Globalization;
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
        Span<NameValue> query = [default, default, default];
        var url = _urls.Presign(new()
        {
            Method = method,
            Target = PresignTarget.ForObject(specification.Key.Value),
            SignedAt = specification.SignedAt,
            Lifetime = specification.Lifetime,
            Query = query[..OverrideParameters.Write(specification.Access, specification.Overrides, query)],
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
            Span<NameValue> query = [default, default, default];
            var presigned = Presigned(batch, query[..OverrideParameters.Write(batch.Access, batch.Overrides, query)]);
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
        var count = keys.Count;
        var list = keys as ObjectKeyList;
        var texts = list is null ? KeyTexts.Rent(keys, count) : [];
        try
        {
            Span<NameValue> query = [default, default, default];
            var presigned = Presigned(batch, query[..OverrideParameters.Write(batch.Access, batch.Overrides, query)]);
            if (list is not null)
            {
                _urls.PresignUtf8(presigned, list.Utf8, list.Ends, destination, before);
                return;
            }

            _urls.Presign(presigned, texts.AsSpan(0, count), destination, before);
        }
        finally
        {
            KeyTexts.Return(texts);
        }
    }

    public SignedRequest SignUnrestricted(in UnrestrictedSpecification specification) =>
        UnrestrictedRequests.Sign(LazyInitializer.EnsureInitialized(ref _anyUrls, OpenAny), specification);

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
            Query = [new("partNumber", specification.Number.ToString(CultureInfo.InvariantCulture)), new("uploadId", specification.UploadId)],
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

        var signed = _forms.Sign(PostPolicyBuilder.For(specification, _settings.UploadCredentials), specification.SignedAt);
        var fields = new KeyValuePair<string, string>[signed.Fields.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = new(signed.Fields[i].Name, signed.Fields[i].Value);
        }

        return new(signed.Url, Array.AsReadOnly(fields));
    }

    // Their own presigner, as for uploads, and only if there are any: each would evict the reusable parts of downloads.
    private UrlPresigner OpenAny() => new(_settings.PublicBucket, _keys, _settings.Region);

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
