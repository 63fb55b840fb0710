namespace PresignKit.BrowserTests.Clients.Hosting;

/// <summary>A program that uploads in a browser.</summary>
/// <param name="Name">The name of its page.</param>
/// <param name="NeedsNpm">Whether it is an npm package.</param>
/// <param name="ContinuesByItself">Whether it goes on after a lost connection without a click on "retry".</param>
/// <param name="RenewsByItself">Whether it asks for new URLs when one has expired, without a click on "retry".</param>
internal sealed record ClientKind(string Name, bool NeedsNpm, bool ContinuesByItself, bool RenewsByItself)
{
    /// <summary>Whether its forms are completed by their keys, so that their tokens are kept at the store until a sweep.</summary>
    public bool CompletesFormsByKey { get; private init; }

    /// <summary>Whether it tells the application when a person gives up.</summary>
    public bool TellsWhenCanceled { get; private init; } = true;

    public static ClientKind PresignKit { get; } = new("presignkit", NeedsNpm: false, ContinuesByItself: true, RenewsByItself: true);

    public static ClientKind Uppy5 { get; } =
        new("uppy5", NeedsNpm: true, ContinuesByItself: true, RenewsByItself: false) { CompletesFormsByKey = true };

    public static ClientKind Uppy6 { get; } =
        new("uppy6", NeedsNpm: true, ContinuesByItself: true, RenewsByItself: false) { CompletesFormsByKey = true };

    public static ClientKind ActiveStorage { get; } =
        new("activestorage", NeedsNpm: true, ContinuesByItself: false, RenewsByItself: false) { TellsWhenCanceled = false };
}
