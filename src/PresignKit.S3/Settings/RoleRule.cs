namespace PresignKit.S3.Settings;

/// <summary>Validates the role of a store, so that settings that the token service would refuse are flaws at start.</summary>
/// <remarks>AWS Security Token Service API Reference, "AssumeRole", "Request Parameters".</remarks>
internal static class RoleRule
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>Returns null if there is no role, or it is invalid.</summary>
    public static RoleSettings? Read(string store, S3StoreOptions options, string region, Action<string, string> flaw)
    {
        if (options.AssumeRole is not { } role)
        {
            return null;
        }

        var isSound = true;
        if (string.IsNullOrEmpty(role.RoleArn))
        {
            Flaw(nameof(role.RoleArn), "is missing; set it to the role's ARN");
        }
        else if (!IsRole(role.RoleArn))
        {
            Flaw(
                nameof(role.RoleArn),
                $"is '{role.RoleArn.ReplaceLineEndings(" ")}', which is not a valid role ARN; use one such as arn:aws:iam::123456789012:role/NAME, or "
                    + "on Ceph arn:aws:iam:::role/NAME");
        }

        if (role.SessionName is { } name && !IsText(name, 64, "_+=,.@-"))
        {
            Flaw(nameof(role.SessionName), "must be 2 to 64 letters, digits and _+=,.@-");
        }

        if (role.ExternalId is { } externalId && !IsText(externalId, 1224, "_+=,.@:/-"))
        {
            Flaw(nameof(role.ExternalId), "must be 2 to 1,224 letters, digits and _+=,.@:/-");
        }

        if (role.Duration < Shortest || role.Duration > Longest || role.Duration.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            Flaw(nameof(role.Duration), $"is {role.Duration:c}; it must be 15 minutes to 12 hours, in whole seconds");
        }

        if (role.Endpoint is { } endpoint && !IsEndpoint(endpoint))
        {
            Flaw(nameof(role.Endpoint), "is not a valid token service address, such as https://sts.eu-central-1.amazonaws.com");
        }

        if (role.WebIdentityTokenFile is not null)
        {
            CheckWebIdentity(role);
        }

        return isSound
            ? new(
                role.RoleArn!,
                role.SessionName ?? NameOf(store),
                role.ExternalId,
                role.Duration,
                EndpointOf(role, options),
                region,
                role.WebIdentityTokenFile)
            : null;

        void CheckWebIdentity(S3AssumeRole role)
        {
            if (string.IsNullOrWhiteSpace(role.WebIdentityTokenFile))
            {
                Flaw(nameof(role.WebIdentityTokenFile), "is empty");
            }

            if (role.ExternalId is not null)
            {
                Flaw(nameof(role.ExternalId), "is not used with a web identity; remove it");
            }

            if (options.Credentials is not null || !string.IsNullOrEmpty(options.AccessKeyId))
            {
                Flaw(nameof(role.WebIdentityTokenFile), "and access keys are both set; remove one of them");
            }
        }

        void Flaw(string setting, string message)
        {
            isSound = false;
            flaw($"{nameof(options.AssumeRole)}:{setting}", message);
        }
    }

    private static string? EndpointOf(S3AssumeRole role, S3StoreOptions options) =>
        (role.Endpoint ?? (options.Endpoint is { } endpoint && !AmazonEndpoint.IsAmazon(endpoint) ? endpoint : null))?.TrimEnd('/');

    private static string NameOf(string store)
    {
        var name = $"presignkit-{store}";
        return name.Length > 64 ? name[..64] : name;
    }

    private static bool IsRole(string arn) => arn.Length <= 2048
        && arn.StartsWith("arn:", StringComparison.Ordinal) && arn.Contains(":role/", StringComparison.Ordinal) && !arn.AsSpan()
            .ContainsAnyExceptInRange('!', '~');

    private static bool IsText(string text, int longest, string others) => text.Length >= 2 && text.Length <= longest
        && text.All(c => char.IsAsciiLetterOrDigit(c) || others.Contains(c, StringComparison.Ordinal));

    private static bool IsEndpoint(string endpoint) => Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && !EndpointText.HasUserInformation(endpoint) && !EndpointText.HasQueryOrFragment(endpoint);
}
