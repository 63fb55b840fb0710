using System.Collections.ObjectModel;
using System.Text;
using PresignKit.CloudFront.Documents;
using PresignKit.CloudFront.Keys;
using PresignKit.CloudFront.Settings;
using PresignKit.Providers;

namespace PresignKit.CloudFront.Signing;

/// <summary>
/// Writes the URL of one object with a signature that covers it alone: under a canned policy, or under a custom one if there are further conditions.
/// </summary>
internal static class CannedUrl
{
    /// <summary>Writes the policy of an object. Returns where the address is in it.</summary>
    public static Range WritePolicy(
        CloudFrontSettings settings,
        ReadOnlySpan<char> key,
        ResponseOverrides? overrides,
        in AccessConditions conditions,
        ref Utf8Builder policy,
        out bool hasQuery)
    {
        PolicyDocument.Begin(ref policy);
        var start = policy.Length;
        hasQuery = ObjectAddress.Write(settings, key, overrides, ref policy);
        var end = policy.Length;
        PolicyDocument.End(ref policy, conditions);
        return start..end;
    }

    /// <summary>The same for a key in UTF-8.</summary>
    public static Range WritePolicy(
        CloudFrontSettings settings,
        ReadOnlySpan<byte> originPath,
        ReadOnlySpan<byte> key,
        ResponseOverrides? overrides,
        in AccessConditions conditions,
        ref Utf8Builder policy,
        out bool hasQuery)
    {
        PolicyDocument.Begin(ref policy);
        var start = policy.Length;
        hasQuery = ObjectAddress.Write(settings, originPath, key, overrides, ref policy);
        var end = policy.Length;
        PolicyDocument.End(ref policy, conditions);
        return start..end;
    }

    /// <summary>Writes the URL: the address, and the signature with its parameters.</summary>
    public static void Write(
        ReadOnlySpan<byte> policy, Range address, bool hasQuery, in AccessConditions conditions, byte[] signature, PolicyKey key, ref Utf8Builder url)
    {
        url.Append(policy[address]);
        url.Append(hasQuery ? "&"u8 : "?"u8);
        WriteQuery(policy, conditions, signature, key, ref url);
    }

    /// <summary>Writes the query of a signature, without what separates it from the address.</summary>
    public static void WriteQuery(ReadOnlySpan<byte> policy, in AccessConditions conditions, byte[] signature, PolicyKey key, ref Utf8Builder url)
    {
        if (conditions.AreCanned)
        {
            url.Append("Expires="u8);
            url.Append(conditions.ExpiresAt.ToUnixTimeSeconds());
        }
        else
        {
            url.Append("Policy="u8);
            url.Append(QueryText.Encode(policy));
        }

        url.Append("&Signature="u8);
        url.Append(signature);
        url.Append(key.QueryEnd);
    }

    public static SignedRequest Request(in Utf8Builder url) => new("GET", Encoding.ASCII.GetString(url.Written), ReadOnlyDictionary<string, string>.Empty);
}
