namespace PresignKit.Explaining.Causes;

/// <summary>The causes in the order in which they are looked for; among findings equally sure, the first is the cause.</summary>
internal static class AllCauses
{
    public static IReadOnlyList<ICause> InOrder { get; } =
    [
        // What stands in the URL for everybody to see.
        new UrlEscaped(),
        new UrlTruncated(),
        new UrlNotSigned(),
        new SignatureVersion2(),
        new ExpiryOutOfRange(),
        new TwoAuthentications(),
        new CredentialScopeWrong(),

        // What the store looks at before the signature: time, scope, account.
        new UrlExpired(),
        new NotYetValid(),
        new ClockSkewed(),
        new RegionMismatch(),
        new SessionTokenMissing(),
        new SessionTokenAltered(),
        new ExpiredToken(),
        new UnknownAccessKey(),

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
        new ContentLengthDiffers(), // Has the most to try.

        // Forms.
        new FormExpired(),
        new FormPolicyAltered(),
        new FormFields(),
        new FormMalformed(),

        // What has nothing to do with signing.
        new Preconditions(),
        new WrongChecksum(),
        new MissingLength(),
        new IncompleteBody(),
        new SizeLimits(),
        new BucketLookup(),
        new MissingObject(),
        new CorsNotAllowed(),
        new BusyStore(),
        new NotOffered(),
        new NotTheStore(),
        new NoAnswer(),

        // What is left when nothing above fits, and what only looks like a cause.
        new SecretKeyWrong(),
        new NotPermitted(),
        new SignatureMismatch(),
        new QueryReordered(),
        new SchemeChanged(),
    ];
}
