namespace PresignKit.Explaining.Causes;

/// <summary>
/// All causes with what they are about, in the order in which they are looked for. Among findings of equal certainty, the first is the cause.
/// </summary>
internal static class AllCauses
{
    public static IReadOnlyList<(CauseGroup Group, ICause Cause)> InOrder { get; } =
    [
        // Visible in the URL itself.
        (CauseGroup.Url, new UrlEscaped()),
        (CauseGroup.Url, new UrlTruncated()),
        (CauseGroup.Url, new UrlNotSigned()),
        (CauseGroup.Url, new SignatureVersion2()),
        (CauseGroup.Url, new ExpiryOutOfRange()),
        (CauseGroup.Url, new TwoAuthentications()),
        (CauseGroup.Url, new CredentialScopeWrong()),

        // What a store checks before the signature: time, scope, account.
        (CauseGroup.Time, new UrlExpired()),
        (CauseGroup.Time, new NotYetValid()),
        (CauseGroup.Time, new ClockSkewed()),
        (CauseGroup.Answer, new RegionMismatch()),
        (CauseGroup.Account, new SessionTokenMissing()),
        (CauseGroup.Account, new SessionTokenAltered()),
        (CauseGroup.Account, AnswerCodes.AboutAccounts),

        // What was changed after signing.
        (CauseGroup.Signature, new MethodDiffers()),
        (CauseGroup.Signature, new HeaderNotSent()),
        (CauseGroup.Answer, new SdkChecksum()),
        (CauseGroup.Signature, new AmzHeaderUnsigned()),
        (CauseGroup.Signature, new ContentTypeUnsigned()),
        (CauseGroup.Signature, new ContentTypeDiffers()),
        (CauseGroup.Signature, new HeaderAltered()),
        (CauseGroup.Signature, new HostOrPortChanged()),
        (CauseGroup.Signature, new KeyPlusForSpace()),
        (CauseGroup.Signature, new KeyEncodedTwice()),
        (CauseGroup.Signature, new KeyNormalized()),
        (CauseGroup.Signature, new PathFolded()),
        (CauseGroup.Signature, new PathPrefixChanged()),
        (CauseGroup.Signature, new KeyAltered()),
        (CauseGroup.Signature, new QueryParameterAdded()),
        (CauseGroup.Signature, new QueryParameterRemoved()),
        (CauseGroup.Signature, new QueryParameterAltered()),
        (CauseGroup.Signature, new SignatureAltered()),
        (CauseGroup.Signature, new ContentLengthDiffers()), // Last, because it has the most values to try.

        // Forms.
        (CauseGroup.Form, new FormExpired()),
        (CauseGroup.Form, new FormPolicyAltered()),
        (CauseGroup.Form, new FormFields()),
        (CauseGroup.Form, new FormMalformed()),

        // Unrelated to the signature.
        (CauseGroup.Answer, new Preconditions()),
        (CauseGroup.Answer, new SizeLimits()),
        (CauseGroup.Answer, new BucketLookup()),
        (CauseGroup.Answer, new CorsNotAllowed()),
        (CauseGroup.Answer, AnswerCodes.AboutRequests),
        (CauseGroup.Answer, new NotTheStore()),
        (CauseGroup.Answer, new NoAnswer()),

        // What remains if nothing above fits, and what only looks like a cause.
        (CauseGroup.Account, new SecretKeyWrong()),
        (CauseGroup.Answer, new NotPermitted()),
        (CauseGroup.Signature, new SignatureMismatch()),
        (CauseGroup.Answer, new QueryReordered()),
        (CauseGroup.Answer, new SchemeChanged()),
    ];
}
