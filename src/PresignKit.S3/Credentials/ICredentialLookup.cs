namespace PresignKit.S3.Credentials;

/// <summary>Where a store's credentials come from.</summary>
internal interface ICredentialLookup
{
    /// <summary>Whether the credentials never change, so that one look is enough.</summary>
    bool IsConstant { get; }

    /// <summary>The credentials of this moment. Throws whatever the AWS SDK throws.</summary>
    ValueTask<CredentialSnapshot> FindAsync(CancellationToken cancellationToken);
}
