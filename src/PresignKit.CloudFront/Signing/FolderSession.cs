using System.Buffers;
using System.Text;
using PresignKit.CloudFront.Documents;
using PresignKit.CloudFront.Settings;
using PresignKit.Providers;

namespace PresignKit.CloudFront.Signing;

/// <summary>Issues URLs in a folder for which a signature has been made already.</summary>
internal sealed class FolderSession(CloudFrontSettings settings, string folder, byte[] query) : ISigningSession
{
    private readonly byte[] _folder = Encoding.UTF8.GetBytes(folder);
    private readonly byte[] _originPath = Encoding.UTF8.GetBytes(settings.OriginPath);

    public DateTimeOffset? CredentialsExpireAt => null;

    public SignedRequest Sign(in AccessSpecification specification)
    {
        Refusals.Check(settings, specification.Access, specification.VersionId, specification.PartNumber);
        CheckIsIn(specification.Key.Value.StartsWith(folder, StringComparison.Ordinal));
        var url = new Utf8Builder();
        try
        {
            ObjectAddress.Write(settings, specification.Key.Value, specification.Overrides, ref url);
            url.Append("?"u8);
            url.Append(query);
            return CannedUrl.Request(url.Written);
        }
        finally
        {
            url.Dispose();
        }
    }

    public void SignMany(
        in AccessBatch batch, IReadOnlyList<ObjectKey> keys, IBufferWriter<byte> destination, Action<int, IBufferWriter<byte>>? before)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(destination);
        Refusals.Check(settings, batch.Access, batch.VersionId, batch.PartNumber);
        var list = keys as ObjectKeyList;
        for (var i = 0; i < keys.Count; i++)
        {
            var url = new Utf8Builder();
            try
            {
                if (list is null)
                {
                    CheckIsIn(keys[i].Value.StartsWith(folder, StringComparison.Ordinal));
                    ObjectAddress.Write(settings, keys[i].Value, batch.Overrides, ref url);
                }
                else
                {
                    var key = list.Utf8[(i == 0 ? 0 : list.Ends[i - 1])..list.Ends[i]];
                    CheckIsIn(key.StartsWith(_folder));
                    ObjectAddress.Write(settings, _originPath, key, batch.Overrides, ref url);
                }

                url.Append("?"u8);
                url.Append(query);
                before?.Invoke(i, destination);
                destination.Write(url.Written);
            }
            finally
            {
                url.Dispose();
            }
        }
    }

    public SignedRequest SignUpload(in UploadSpecification specification) => throw Refusals.Upload(settings);

    public SignedForm SignFormUpload(in UploadSpecification specification) => throw Refusals.Upload(settings);

    // The issuer has checked it. A signature never goes to an address that it does not cover.
    private static void CheckIsIn(bool isIn)
    {
        if (!isIn)
        {
            throw new ArgumentException("An object is not in the shared folder.");
        }
    }
}
