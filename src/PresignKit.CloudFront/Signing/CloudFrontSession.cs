using System.Buffers;
using System.Text;
using PresignKit.CloudFront.Documents;
using PresignKit.CloudFront.Keys;
using PresignKit.CloudFront.Settings;
using PresignKit.Providers;

namespace PresignKit.CloudFront.Signing;

/// <summary>Signs with a key in memory. Immutable.</summary>
internal sealed class CloudFrontSession(CloudFrontSettings settings, LocalKey key) : ISigningSession
{
    private readonly byte[] _originPath = Encoding.UTF8.GetBytes(settings.OriginPath);

    public LocalKey Key => key;

    public DateTimeOffset? CredentialsExpireAt => null;

    public SignedRequest Sign(in AccessSpecification specification)
    {
        Refusals.Check(settings, specification.Access, specification.VersionId, specification.PartNumber);
        return Sign(specification.Key, specification.Overrides, new(specification.SignedAt + specification.Lifetime), specification.IsNewEachTime);
    }

    /// <summary>Signs the address of one object.</summary>
    public SignedRequest Sign(ObjectKey objectKey, ResponseOverrides? overrides, in AccessConditions conditions, bool isNewEachTime = false)
    {
        var text = new Utf8Builder();
        try
        {
            var address = CannedUrl.WritePolicy(settings, objectKey.Value, overrides, conditions, ref text, out var hasQuery);
            var signature = isNewEachTime ? key.SignAnew(text.Written) : key.Sign(text.Written);
            var start = CannedUrl.Replace(ref text, address, hasQuery, conditions, signature, key);
            return CannedUrl.Request(text.Written[start..]);
        }
        finally
        {
            text.Dispose();
        }
    }

    public void SignMany(in AccessBatch batch, IReadOnlyList<ObjectKey> keys, Span<SignedRequest> requests)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var session = Prepare(batch.SharedFolder, batch.SignedAt + batch.Lifetime);
        for (var i = 0; i < keys.Count; i++)
        {
            requests[i] = session.Sign(batch.For(keys[i]));
        }
    }

    public void SignMany(
        in AccessBatch batch, IReadOnlyList<ObjectKey> keys, IBufferWriter<byte> destination, Action<int, IBufferWriter<byte>>? before)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(destination);
        if (batch.SharedFolder is not null)
        {
            Prepare(batch.SharedFolder, batch.SignedAt + batch.Lifetime).SignMany(batch, keys, destination, before);
            return;
        }

        Refusals.Check(settings, batch.Access, batch.VersionId, batch.PartNumber);
        var conditions = new AccessConditions(batch.SignedAt + batch.Lifetime);
        var list = keys as ObjectKeyList;
        for (var i = 0; i < keys.Count; i++)
        {
            var text = new Utf8Builder();
            try
            {
                bool hasQuery;
                var address = list is null
                    ? CannedUrl.WritePolicy(settings, keys[i].Value, batch.Overrides, conditions, ref text, out hasQuery)
                    : CannedUrl.WritePolicy(settings, _originPath, KeyOf(list, i), batch.Overrides, conditions, ref text, out hasQuery);
                var start = CannedUrl.Replace(ref text, address, hasQuery, conditions, key.Sign(text.Written), key);
                before?.Invoke(i, destination);
                destination.Write(text.Written[start..]);
            }
            finally
            {
                text.Dispose();
            }
        }
    }

    public void SignMany(ReadOnlySpan<AccessSpecification> specifications, Span<SignedRequest> requests)
    {
        var session = Prepare(specifications);
        for (var i = 0; i < specifications.Length; i++)
        {
            requests[i] = session.Sign(specifications[i]);
        }
    }

    public void SignMany(ReadOnlySpan<AccessSpecification> specifications, IBufferWriter<byte> destination, Action<int, IBufferWriter<byte>>? before)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var session = Prepare(specifications);
        for (var i = 0; i < specifications.Length; i++)
        {
            var url = session.Sign(specifications[i]).Url;
            before?.Invoke(i, destination);
            Encoding.ASCII.GetBytes(url, destination);
        }
    }

    public SignedRequest SignUpload(in UploadSpecification specification) => throw Refusals.Upload(settings);

    public SignedForm SignFormUpload(in UploadSpecification specification) => throw Refusals.Upload(settings);

    private static ReadOnlySpan<byte> KeyOf(ObjectKeyList list, int index) => list.Utf8[(index == 0 ? 0 : list.Ends[index - 1])..list.Ends[index]];

    private ISigningSession Prepare(ReadOnlySpan<AccessSpecification> specifications) => specifications.IsEmpty
        ? this
        : Prepare(specifications[0].SharedFolder, specifications[0].SignedAt + specifications[0].Lifetime);

    private ISigningSession Prepare(string? folder, DateTimeOffset expiresAt)
    {
        if (folder is null)
        {
            return this;
        }

        var policy = FolderPolicy.Of(settings, folder, new(expiresAt));
        return new FolderSession(settings, folder, FolderPolicy.Query(policy, key.Sign(policy), key));
    }
}
