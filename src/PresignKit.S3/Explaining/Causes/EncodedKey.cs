using PresignKit.SigV4.Canonical;

namespace PresignKit.S3.Explaining.Causes;

/// <summary>A path, encoded as the signing core encodes it.</summary>
internal static class EncodedKey
{
    public static string Of(string path)
    {
        if (!UriEncoding.IsEncodable(path))
        {
            return path;
        }

        var buffer = Utf8Buffer.Rent();
        UriEncoding.AppendKey(buffer, path);
        var text = buffer.ToString();
        Utf8Buffer.Return(buffer);
        return text;
    }
}
