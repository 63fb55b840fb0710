using System.Globalization;
using System.Text;
using PresignKit.CloudFront.Documents;
using PresignKit.CloudFront.Keys;
using PresignKit.CloudFront.Settings;

namespace PresignKit.CloudFront.Grants;

/// <summary>Makes the cookies of one grant ("Set signed cookies using a canned policy", "... using a custom policy").</summary>
internal static class CookieSet
{
    // What browsers keep of a cookie at most (RFC 6265bis, 5.7): of a longer path, they keep nothing, so that the cookie would be sent elsewhere.
    private const int LongestCookie = 4096;
    private const int LongestPath = 1024;

    /// <param name="settings">The settings of the distribution.</param>
    /// <param name="key">The key that signed.</param>
    /// <param name="policy">What it signed.</param>
    /// <param name="signature">The signature.</param>
    /// <param name="path">The path that the cookies are sent to.</param>
    /// <param name="expiresAt">The end, if the policy is canned; null: it is custom.</param>
    public static IReadOnlyList<CloudFrontCookie> Make(
        CloudFrontSettings settings, PolicyKey key, byte[] policy, byte[] signature, string path, DateTimeOffset? expiresAt)
    {
        if (path.Length > LongestPath)
        {
            throw TooLong();
        }

        var cookies = new List<CloudFrontCookie>(4);
        void Add(string name, string value)
        {
            if (name.Length + value.Length > LongestCookie)
            {
                throw TooLong();
            }

            cookies.Add(new(name, value, path, settings.CookieDomain, settings.CookieSameSite));
        }

        if (expiresAt is { } end)
        {
            Add("CloudFront-Expires", end.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            Add("CloudFront-Policy", Encoding.ASCII.GetString(QueryText.Encode(policy)));
        }

        Add("CloudFront-Signature", Encoding.ASCII.GetString(signature));
        Add("CloudFront-Key-Pair-Id", key.KeyPairId);
        if (key.Algorithm == CloudFrontHashAlgorithm.Sha256)
        {
            Add("CloudFront-Hash-Algorithm", "SHA256");
        }

        return cookies;
    }

    private static ArgumentException TooLong() =>
        new("The name of the folder or object is too long for cookies: browsers would send them to other paths, or not at all. Use a signed query or URL.");
}
