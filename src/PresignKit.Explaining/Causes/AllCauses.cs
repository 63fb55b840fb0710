using PresignKit.Explaining.Text;
namespace PresignKit.Explaining.Causes;

/// <summary>The causes in the order in which they are looked for; among findings equally sure, the first is the cause.</summary>
internal static class AllCauses
{
    public static IReadOnlyList<ICause> InOrder { get; } =
    [
        // What stands in the URL for everybody to see.
        new EscapedUrl(),
        new TruncatedUrl(),
        new UnsignedUrl(),
        new VersionTwoSignature(),
        new ExpiryRange(),
        new AuthorizationBeside(),
        new WrongService(),

        // What the store looks at before the signature: time, scope, account.
        new ExpiredUrl(),
        new FutureDate(),
        new SkewedClock(),
        new WrongRegion(),
        new MissingToken(),
        new AlteredToken(),
        new ExpiredToken(),
        new UnknownAccessKey(),

        // What was changed after signing.
        new OtherMethod(),
        new SignedHeaderNotSent(),
        new SdkChecksum(),
        new UnsignedAmzHeader(),
        new ContentType(),
        new AlteredHeader(),
        new ChangedHost(),
        new PlusForSpace(),
        new EncodedTwice(),
        new OtherNormalForm(),
        new FoldedPath(),
        new PathPrefix(),
        new OtherKey(),
        new AddedParameter(),
        new RemovedParameter(),
        new AlteredParameter(),
        new AlteredSignature(),
        new ContentLength(), // Has the most to try.

        // Forms.
        new ExpiredForm(),
        new FormPolicy(),
        new FormFields(),
        new MalformedForm(),

        // What has nothing to do with signing.
        new FailedCondition(),
        new WrongChecksum(),
        new MissingLength(),
        new IncompleteBody(),
        new WrongSize(),
        new MissingBucket(),
        new MissingObject(),
        new RefusedPreflight(),
        new BusyStore(),
        new NotOffered(),
        new NotTheStore(),
        new NoAnswer(),

        // What is left when nothing above fits, and what only looks like a cause.
        new OtherSecret(),
        new NotAllowed(),
        new UnexplainedMismatch(),
        new ReorderedQuery(),
        new OtherScheme(),
    ];
}
