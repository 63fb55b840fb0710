using Amazon.Runtime;

namespace PresignKit.S3.Settings;

/// <summary>Validates static credentials: both parts are required, or none.</summary>
internal static class StaticCredentials
{
    /// <summary>Returns null if there are none, or they are invalid.</summary>
    public static AWSCredentials? Read(S3StoreOptions options, Action<string, string> flaw)
    {
        var hasKey = !string.IsNullOrEmpty(options.AccessKeyId);
        var hasSecret = !string.IsNullOrEmpty(options.SecretAccessKey);
        var hasToken = !string.IsNullOrEmpty(options.SessionToken);
        if (!hasKey && !hasSecret && !hasToken)
        {
            return null;
        }

        if (!hasKey)
        {
            flaw(
                nameof(options.AccessKeyId),
                "is missing, but other parts of static credentials are set; set it too, or remove all of them to use the AWS SDK's credential chain");
        }

        if (!hasSecret)
        {
            flaw(
                nameof(options.SecretAccessKey),
                "is missing, but other parts of static credentials are set; set it too, or remove all of them to use the AWS SDK's credential chain");
        }

        if (options.Credentials is not null)
        {
            flaw(nameof(options.Credentials), "and static access keys are both set; remove one of them");
        }

        if (!hasKey || !hasSecret || !CheckText(options, flaw))
        {
            return null;
        }

        return hasToken
            ? new SessionAWSCredentials(options.AccessKeyId, options.SecretAccessKey, options.SessionToken)
            : new BasicAWSCredentials(options.AccessKeyId, options.SecretAccessKey);
    }

    // A line break that was read from a file would make every signature wrong without any hint of the cause.
    private static bool CheckText(S3StoreOptions options, Action<string, string> flaw)
    {
        var isSound = true;
        Check(nameof(options.AccessKeyId), options.AccessKeyId);
        Check(nameof(options.SecretAccessKey), options.SecretAccessKey);
        Check(nameof(options.SessionToken), options.SessionToken);
        return isSound;

        void Check(string setting, string? value)
        {
            if (value is null || !value.AsSpan().ContainsAnyExceptInRange('!', '~'))
            {
                return;
            }

            isSound = false;
            flaw(setting, "must not contain a space, a line break or a non-ASCII character");
        }
    }
}
