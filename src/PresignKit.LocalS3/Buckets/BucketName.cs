using System.Net;
using System.Net.Sockets;

namespace PresignKit.LocalS3.Buckets;

/// <summary>The rules for names of general purpose buckets: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html.</summary>
internal static class BucketName
{
    public static bool IsValid(string name) =>
        name.Length is >= 3 and <= 63
        && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '.')
        && char.IsAsciiLetterOrDigit(name[0])
        && char.IsAsciiLetterOrDigit(name[^1])
        && !name.Contains("..", StringComparison.Ordinal)
        && !LooksLikeAddress(name)
        && !name.StartsWith("xn--", StringComparison.Ordinal)
        && !name.EndsWith("-s3alias", StringComparison.Ordinal);

    private static bool LooksLikeAddress(string name) =>
        name.Split('.').Length == 4 && IPAddress.TryParse(name, out var address) && address.AddressFamily == AddressFamily.InterNetwork;
}
