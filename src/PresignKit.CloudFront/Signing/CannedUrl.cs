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

    /// <summary>Replaces a policy by its URL: the address that is in it, and the signature with its parameters. Returns where the URL begins.</summary>
    public static int Replace(
        ref Utf8Builder policy, Range address, bool hasQuery, in AccessConditions conditions, byte[] signature, PolicyKey key)
    {
        // A canned policy is not part of the URL.
        var custom = conditions.AreCanned ? [] : QueryText.Encode(policy.Written);
        policy.Truncate(address.End.Value);
        policy.Append(hasQuery ? "&"u8 : "?"u8);
        if (conditions.AreCanned)
        {
            policy.Append("Expires="u8);
            policy.Append(conditions.ExpiresAt.ToUnixTimeSeconds());
        }
        else
        {
            policy.Append("Policy="u8);
            policy.Append(custom);
        }

        policy.Append("&Signature="u8);
        policy.Append(signature);
        policy.Append(key.QueryEnd);
        return address.Start.Value;
    }

    public static SignedRequest Request(ReadOnlySpan<byte> url) => new("GET", Encoding.ASCII.GetString(url), ReadOnlyDictionary<string, string>.Empty);
}
