using Amazon.Runtime;
using Amazon.RuntimeDependencies;

namespace PresignKit.S3.Credentials;

/// <summary>From what the AWS SDK throws when there are no credentials to codes, and to messages that say what to change.</summary>
internal static class CredentialFailure
{
    /// <summary>There have never been any.</summary>
    public static StoreException Unavailable(string store, Exception exception) => new(
        ErrorCodes.CredentialsUnavailable,
        MissingPackage(exception) is { } package
            ? $"The credentials of store '{store}' require the package {package}, which the application does not reference. {HowToAdd(package)}"
            : $"There are no usable credentials for store '{store}' ({Describe(exception)}). Set Stores:{store}:AccessKeyId and "
                + $"Stores:{store}:SecretAccessKey, or run where the AWS SDK "
            + "finds some: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile (AWS_PROFILE), a web identity, a container's or an instance's role.",
        exception);

    /// <summary>There were some; they are over, and the last attempt to get others failed.</summary>
    public static StoreException Expired(string store, DateTimeOffset expiresAt, Exception exception) => new(
        ErrorCodes.CredentialsExpired,
        $"The credentials of store '{store}' expire at {expiresAt:u} and could not be renewed ({Describe(exception)}).",
        exception);

    /// <summary>What failed, in words that hold no secret: a code of the token service's, or the kind of exception.</summary>
    public static string Describe(Exception exception) => exception switch
    {
        _ when MissingPackage(exception) is { } package => $"the package {package} is missing",
        StoreException known => known.Code,
        AmazonServiceException { ErrorCode: { Length: > 0 } code } answer => $"{code}, {(int)answer.StatusCode}",
        OperationCanceledException or TimeoutException => "no response in time",
        FileNotFoundException or DirectoryNotFoundException => "the token file does not exist",
        _ => exception.InnerException is { } inner ? $"{exception.GetType().Name}: {inner.GetType().Name}" : exception.GetType().Name,
    };

    /// <summary>
    /// The package of the SDK's that what its chain found needs, and that is not there: SSO and SSOOIDC are packages of their own, which
    /// it loads by name. Compiled ahead of time, nothing is loaded by name; there it throws an exception of its own.
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

    // An SSO profile takes two packages, and the SDK names the one it misses first.
    private static string HowToAdd(string package) => package.StartsWith("AWSSDK.SSO", StringComparison.Ordinal)
        ? "For SSO, add both: dotnet add package AWSSDK.SSO; dotnet add package AWSSDK.SSOOIDC."
        : $"Add it: dotnet add package {package}.";
}
