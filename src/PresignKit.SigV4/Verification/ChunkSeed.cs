using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4.Verification;

/// <summary>The start of the chain of chunk signatures: the request's own signature, and the key and scope for those that follow.</summary>
internal sealed record ChunkSeed(SigningKey Key, string DateText, string Scope, string Signature)
{
    public override string ToString() => Scope;
}
