namespace PresignKit.Explaining.Causes;

/// <summary>All causes, in the order in which they are looked for. Among findings of equal certainty, the first is the cause.</summary>
internal static class AllCauses
{
    public static IReadOnlyList<ICause> InOrder { get; } =
    [
        // Visible in the URL itself.
        new UrlEscaped(),
        new UrlTruncated(),
        new UrlNotSigned(),
        new SignatureVersion2(),
        new ExpiryOutOfRange(),
        new TwoAuthentications(),
        new CredentialScopeWrong(),

        // What a store checks before the signature: time, scope, account.
        new UrlExpired(),
        new NotYetValid(),
        new ClockSkewed(),
        new RegionMismatch(),
        new SessionTokenMissing(),
        new SessionTokenAltered(),
        AnswerCodes.AboutAccounts,

        // What was changed after signing.
        new MethodDiffers(),
        new HeaderNotSent(),
        new SdkChecksum(),
        new AmzHeaderUnsigned(),
        new ContentTypeDiffers(),
        new HeaderAltered(),
        new HostOrPortChanged(),
        new KeyPlusForSpace(),
        new KeyEncodedTwice(),
        new KeyNormalized(),
        new PathFolded(),
        new PathPrefixChanged(),
        new KeyAltered(),
        new QueryParameterAdded(),
        new QueryParameterRemoved(),
        new QueryParameterAltered(),
        new SignatureAltered(),
        new ContentLengthDiffers(), // Last, because it has the most values to try.

        // Forms.
        new FormExpired(),
        new FormPolicyAltered(),
        new FormFields(),
        new FormMalformed(),

        // Unrelated to the signature.
        new Preconditions(),
        new SizeLimits(),
        new BucketLookup(),
        new CorsNotAllowed(),
        AnswerCodes.AboutRequests,
        new NotTheStore(),
        new NoAnswer(),

        // What remains if nothing above fits, and what only looks like a cause.
        new SecretKeyWrong(),
        new NotPermitted(),
        new SignatureMismatch(),
        new QueryReordered(),
        new SchemeChanged(),
    ];
}
