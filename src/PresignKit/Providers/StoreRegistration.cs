namespace PresignKit.Providers;

/// <summary>A store as it was registered: what a provider package adds to the builder.</summary>
public abstract class StoreRegistration
{
    /// <summary>Makes a registration.</summary>
    /// <param name="name">The store's name: 1 to 64 letters, digits, <c>-</c>, <c>_</c> or <c>.</c>.</param>
    /// <exception cref="ArgumentException">The name is not one.</exception>
    protected StoreRegistration(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Length > 64 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            throw new ArgumentException(
                "A store's name is 1 to 64 letters, digits, '-', '_' or '.'.", nameof(name));
        }

        Name = name;
    }

    /// <summary>The store's name.</summary>
    public string Name { get; }

    /// <summary>
    /// Every flaw in the store's settings, each a sentence that names the setting; empty where there is none. Called once when
    /// the host starts, before <see cref="Create"/>; must do no I/O and must not name a secret.
    /// </summary>
    /// <param name="services">The application's services.</param>
    public abstract IEnumerable<string> Validate(IServiceProvider services);

    /// <summary>Makes the provider. Called once, after <see cref="Validate"/> found nothing; must do no I/O.</summary>
    /// <param name="services">The application's services.</param>
    public abstract IStoreProvider Create(IServiceProvider services);
}
