using Amazon.Runtime;

namespace PresignKit.S3.Credentials;

/// <summary>
/// Refuses credentials of the environment, a profile, or code that contain a space or a line break, such as one that was read from a file. Everything
/// that they sign would be refused, without any hint of the cause.
/// </summary>
internal static class CredentialText
{
    /// <exception cref="UnusableCredentialException">The credentials contain such a character.</exception>
    public static void ThrowIfUnusable(ImmutableCredentials keys)
    {
        Check("access key ID", keys.AccessKey);
        Check("secret access key", keys.SecretKey);
        Check("session token", keys.UseToken ? keys.Token : null);

        static void Check(string part, string? value)
        {
            if (value is not null && (value.Length == 0 || value.AsSpan().ContainsAnyExceptInRange('!', '~')))
            {
                throw new UnusableCredentialException(part, value);
            }
        }
    }
}
