using System.Buffers;

namespace PresignKit.SigV4.Signing;

/// <summary>Step: credential scope. <c>yyyyMMdd/region/service/aws4_request</c>: the day, place and service a signing key is good for.</summary>
internal static class CredentialScope
{
    internal const string Terminator = "aws4_request";

    // Longer than any region in use; bounds what stands on the stack in StringToSign.
    internal const int MaxNameLength = 64;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._");

    internal static string ToText(ReadOnlySpan<char> day, string region, string service) => $"{day}/{region}/{service}/{Terminator}";

    /// <summary>A slash in a name would move the borders between the parts.</summary>
    internal static void ThrowIfNotName(string name, string parameterName)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, parameterName);
        if (name.Length > MaxNameLength || name.AsSpan().ContainsAnyExcept(NameCharacters))
        {
            throw new ArgumentException($"'{name}' is not a region or service: up to {MaxNameLength} letters, digits, '-', '.' and '_'.", parameterName);
        }
    }
}
