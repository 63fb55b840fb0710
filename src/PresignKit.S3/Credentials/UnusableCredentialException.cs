using Amazon.Runtime;

namespace PresignKit.S3.Credentials;

/// <summary>The message names the part and what is wrong with it, but not its text.</summary>
internal sealed class UnusableCredentialException(string part, string value) : AmazonClientException(Describe(part, value))
{
    private static string Describe(string part, string value)
    {
        var at = value.AsSpan().IndexOfAnyExceptInRange('!', '~');
        return at < 0 ? $"the {part} is empty"
            : value.AsSpan().Trim().ContainsAnyExceptInRange('!', '~') ? $"the {part} contains a space, a line break, or a non-ASCII character"
            : at == 0 ? $"the {part} begins with a space or a line break"
            : $"the {part} ends with a space or a line break";
    }
}
