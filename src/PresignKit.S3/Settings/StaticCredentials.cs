using Amazon.Runtime;

namespace PresignKit.S3.Settings;

/// <summary>Static credentials: both halves or none.</summary>
internal static class StaticCredentials
{
    /// <summary>Null where there are none, or a flaw.</summary>
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
                "is missing, but other parts of static credentials are set; if none are set, the AWS SDK's credential chain is used");
        }

        if (!hasSecret)
        {
            flaw(
                nameof(options.SecretAccessKey),
                "is missing, but other parts of static credentials are set; if none are set, the AWS SDK's credential chain is used");
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

    // A line break that came along from a file makes every signature wrong, and nothing shows why.
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
