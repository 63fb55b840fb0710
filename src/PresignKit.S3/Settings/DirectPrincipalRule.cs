namespace PresignKit.S3.Settings;

/// <summary>Validates the principals that may access objects without a presigned URL: ARNs, or patterns that do not match everyone.</summary>
internal static class DirectPrincipalRule
{
    public static void Check(IEnumerable<string> principals, Action<string, string> flaw)
    {
        foreach (var principal in principals)
        {
            // IAM User Guide, "IAM identifiers": arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE.
            var parts = principal?.Split(':') ?? [];
            if (parts.Length < 6 || parts[0] != "arn" || parts[^1].Length == 0 || principal!.Any(c => c is <= ' ' or > '~' or '"'))
            {
                flaw(nameof(S3StoreOptions.DirectPrincipals), $"contains '{principal}', which is not a valid ARN such as "
                    + "arn:aws:iam::123456789012:role/media-backend");
            }
            else if (parts[5..].All(part => part.All(c => c is '*' or '?' or '/')))
            {
                flaw(nameof(S3StoreOptions.DirectPrincipals), $"contains '{principal}', which matches everyone; name specific accounts or roles");
            }
        }
    }
}
