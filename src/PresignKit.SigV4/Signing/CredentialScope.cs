using System.Buffers;

namespace PresignKit.SigV4.Signing;

/// <summary>
/// Step: credential scope. <c>yyyyMMdd/region/service/aws4_request</c>: the day, region, and service for which a signing key is valid.
/// </summary>
internal static class CredentialScope
{
    internal const string Terminator = "aws4_request";

    // Longer than any region in use. It limits the stack buffer in StringToSign.
    internal const int MaxNameLength = 64;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._");

    internal static string ToText(ReadOnlySpan<char> day, string region, string service) => $"{day}/{region}/{service}/{Terminator}";

    /// <summary>Refuses characters such as a slash, which would shift the boundaries between the parts.</summary>
    internal static void ThrowIfNotName(string name, string parameterName)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, parameterName);
        if (name.Length > MaxNameLength || name.AsSpan().ContainsAnyExcept(NameCharacters))
        {
            throw new ArgumentException(
                $"'{name}' is not a valid region or service. Use up to {MaxNameLength} letters, digits, '-', '.', and '_'.", parameterName);
        }
    }
}
