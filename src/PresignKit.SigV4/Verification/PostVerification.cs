namespace PresignKit.SigV4.Verification;
internal static class PostVerification
{
    internal static SigV4Verification Verify(VerificationContext context, IReadOnlyList<NameValue> fields, DateTimeOffset now) => new(SigV4Failure.MissingAuthentication);
}
