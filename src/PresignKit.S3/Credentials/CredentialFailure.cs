using Amazon.Runtime;
using Amazon.RuntimeDependencies;

namespace PresignKit.S3.Credentials;

/// <summary>Maps exceptions of the AWS SDK about missing credentials to error codes and to messages that say what to change.</summary>
internal static class CredentialFailure
{
    /// <summary>No credentials have been found yet.</summary>
    public static StoreException Unavailable(string store, Exception exception) => new(
        ErrorCodes.CredentialsUnavailable,
        MissingPackage(exception) is { } package
            ? $"The credentials of store '{store}' require the package {package}, which the application does not reference. {HowToAdd(package)}"
            : exception is UnusableCredentialException
            ? $"The credentials of store '{store}' cannot be used: {Describe(exception)}. Remove it in the environment, the profile, or the code that "
                + "they are from."
            : $"There are no usable credentials for store '{store}' ({Describe(exception)}). Set Stores:{store}:AccessKeyId and "
                + $"Stores:{store}:SecretAccessKey, or provide credentials to the AWS SDK's "
            + "chain: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile (AWS_PROFILE), a web identity, a container's or an instance's role.",
        exception);

    /// <summary>The previous credentials have expired, and the last attempt to renew them failed.</summary>
    public static StoreException Expired(string store, DateTimeOffset expiresAt, Exception exception) => new(
        ErrorCodes.CredentialsExpired,
        $"The credentials of store '{store}' expire at {expiresAt:u} and could not be renewed ({Describe(exception)}).",
        exception);

    /// <summary>Describes the failure without secrets: an error code of the token service, or the exception's type.</summary>
    public static string Describe(Exception exception) => exception switch
    {
        _ when MissingPackage(exception) is { } package => $"the package {package} is missing",
        StoreException known => known.Code,
        UnusableCredentialException unusable => unusable.Message,
        AmazonServiceException { ErrorCode: { Length: > 0 } code } answer => $"{code}, {(int)answer.StatusCode}",
        OperationCanceledException or TimeoutException => "no response in time",
        FileNotFoundException or DirectoryNotFoundException => "the token file does not exist",
        _ => exception.InnerException is { } inner ? $"{exception.GetType().Name}: {inner.GetType().Name}" : exception.GetType().Name,
    };

    /// <summary>
    /// The missing package of the SDK that the credentials require: SSO and SSOOIDC are separate packages, which the SDK loads by name. In an
    /// application compiled ahead of time, nothing can be loaded by name, and the SDK throws a different exception.
    /// </summary>
    public static string? MissingPackage(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is MissingRuntimeDependencyException dependency)
            {
                return dependency.PackageName;
            }

            if (exception is FileNotFoundException { FileName: { } file } && file.StartsWith("AWSSDK.", StringComparison.Ordinal))
            {
                return file.Split(',')[0];
            }
        }

        return null;
    }

    // An SSO profile needs two packages, and the SDK names only the first one that is missing.
    private static string HowToAdd(string package) => package.StartsWith("AWSSDK.SSO", StringComparison.Ordinal)
        ? "For SSO, add both: dotnet add package AWSSDK.SSO; dotnet add package AWSSDK.SSOOIDC."
        : $"Add it: dotnet add package {package}.";
}
