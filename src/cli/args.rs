//! The shape of the command line. Its words are in `locale::cli::help`, keyed by the path of each verb.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::domain::law::matter::MatterKind;

use super::fields::{ActLine, RegisterLine};
use super::{import, list};

/// The words of an option that switches something.
pub(super) const SWITCH: [&str; 2] = ["on", "off"];

/// One line as typed.
#[derive(Debug, Parser)]
#[command(
    name = "yunguan",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub(super) struct Line {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(flatten)]
    pub(super) open: OpenLine,
    #[command(subcommand)]
    pub(super) task: Option<Task>,
}

/// What every verb takes.
#[derive(Debug, Clone, Args)]
pub(super) struct Global {
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) store: Option<PathBuf>,
    #[arg(long, global = true, value_name = "PATH")]
    pub(super) socket: Option<PathBuf>,
    #[arg(long, global = true, value_name = "zh|en", value_parser = PossibleValuesParser::new(["zh", "en"]))]
    pub(super) lang: Option<String>,
    #[arg(long = "as", global = true, value_name = "LOGIN")]
    pub(super) act_as: Option<String>,
    #[arg(long, global = true, value_name = "TIME")]
    pub(super) now: Option<String>,
    #[arg(long, global = true)]
    pub(super) json: bool,
    #[arg(long, global = true, value_name = "FILE|vim|emacs")]
    pub(super) keymap: Option<String>,
    #[arg(long, global = true, value_name = "NAME", value_parser = PossibleValuesParser::new(["dark", "light", "mono"]))]
    pub(super) palette: Option<String>,
    #[arg(long, global = true, value_name = "NAME", value_parser = PossibleValuesParser::new(["unicode", "ascii"]))]
    pub(super) glyphs: Option<String>,
    #[arg(long, global = true, value_name = "on|off", value_parser = PossibleValuesParser::new(SWITCH))]
    pub(super) mouse: Option<String>,
}

/// The options of the line without a verb, which opens the console.
#[derive(Debug, Default, Args)]
#[group(skip)]
pub(super) struct OpenLine {
    #[arg(long)]
    pub(super) once: bool,
    #[arg(long)]
    pub(super) plain: bool,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(super) limit: Option<u32>,
    #[arg(long, value_name = "POST,POST", conflicts_with_all = ["once", "plain", "limit"])]
    pub(super) notify: Option<String>,
}

impl OpenLine {
    /// The first of these options that was given; beside a verb it is wrong usage.
    pub(super) fn named(&self) -> Option<&'static str> {
        let options = [
            ("--once", self.once),
            ("--plain", self.plain),
            ("--limit", self.limit.is_some()),
            ("--notify", self.notify.is_some()),
        ];
        options
            .into_iter()
            .find_map(|(name, is_given)| is_given.then_some(name))
    }
}

/// What is to be done.
#[derive(Debug, Subcommand)]
pub(super) enum Task {
    Init {
        #[arg(long, value_name = "yiyang|empty", default_value = "empty",
              value_parser = PossibleValuesParser::new(["yiyang", "empty"]))]
        starter: String,
        #[arg(long)]
        sandbox: bool,
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        #[arg(long, value_name = "LOGIN")]
        login: Option<String>,
    },
    Demo {
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
        matters: Option<u64>,
        #[arg(long)]
        build_only: bool,
    },
    Template {
        #[arg(value_name = "TABLE", value_parser = PossibleValuesParser::new(import::tables()))]
        table: String,
        #[arg(value_name = "FILE.xlsx")]
        file: PathBuf,
    },
    Import(ImportLine),
    Queue(QueueLine),
    List(ListLine),
    Show {
        #[arg(value_name = "ID")]
        id: String,
        #[arg(long, value_name = "N")]
        paper: Option<usize>,
        #[arg(long)]
        clear: bool,
    },
    Explain {
        #[arg(value_name = "ID")]
        id: String,
        #[arg(value_name = "DUTY")]
        duty: Option<String>,
    },
    Enclose {
        #[arg(value_name = "ID")]
        id: String,
        #[arg(value_name = "FILE", required = true, num_args = 1..=32)]
        files: Vec<PathBuf>,
    },
    Act(ActLine),
    #[command(flatten)]
    Register(RegisterLine),
    #[command(subcommand)]
    Ruling(RulingTask),
    #[command(subcommand)]
    Calendar(CalendarTask),
    Measures(MeasuresLine),
    Calc(CalcLine),
    Verify,
    Rebuild {
        #[arg(long)]
        check: bool,
    },
    Backup {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    #[command(subcommand)]
    Export(ExportTask),
    Serve {
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
    Connect {
        #[arg(value_name = "ssh://[USER@]HOST[:PORT]")]
        address: String,
        #[arg(long, value_name = "FILE")]
        ssh_config: Option<String>,
        #[arg(long, value_name = "POSTS")]
        notify: Option<String>,
    },
    Stdio,
    Status,
    Doctor {
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
    Keys,
    Completions {
        #[arg(value_name = "SHELL")]
        shell: Shell,
    },
    Manual,
    Man {
        #[arg(value_name = "VERB")]
        verb: Vec<String>,
    },
}

#[derive(Debug, Args)]
#[group(skip)]
pub(super) struct ImportLine {
    #[arg(value_name = "TABLE", value_parser = PossibleValuesParser::new(import::tables()))]
    pub(super) table: String,
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    #[arg(long, value_name = "FIELD=VALUE")]
    pub(super) set: Vec<String>,
    #[arg(long, value_name = "ID")]
    pub(super) on: Option<String>,
    #[arg(long)]
    pub(super) preview: bool,
}

#[derive(Debug, Args)]
pub(super) struct QueueLine {
    #[arg(long, value_name = "VIEW", default_value = "mine", conflicts_with = "party",
          value_parser = PossibleValuesParser::new(["mine", "open", "late", "today", "all"]))]
    pub(super) view: String,
    #[arg(long, value_name = "PARTY")]
    pub(super) party: Option<String>,
    #[arg(long, value_name = "KIND",
          value_parser = PossibleValuesParser::new(MatterKind::ALL.map(MatterKind::name)))]
    pub(super) kind: Option<String>,
    #[command(flatten)]
    pub(super) shown: ShownLine,
}

#[derive(Debug, Args)]
#[group(skip)]
pub(super) struct ListLine {
    #[arg(value_name = "NAME", value_parser = PossibleValuesParser::new(list::names()))]
    pub(super) name: String,
    #[arg(long, value_name = "YYYY", value_parser = clap::value_parser!(i32).range(1900..=9999))]
    pub(super) year: Option<i32>,
    #[arg(long, value_name = "CODE")]
    pub(super) pool: Option<String>,
    #[arg(long, value_name = "CODE", requires = "pool")]
    pub(super) system: Option<String>,
    #[command(flatten)]
    pub(super) shown: ShownLine,
}

/// Which rows and columns of a list, in which order, and where to.
#[derive(Debug, Args)]
#[group(skip)]
pub(super) struct ShownLine {
    #[arg(long, value_name = "COLUMN,COLUMN", value_delimiter = ',')]
    pub(super) columns: Vec<String>,
    #[arg(long, value_name = "COLUMN")]
    pub(super) by: Option<String>,
    #[arg(long)]
    pub(super) descending: bool,
    #[arg(long, value_name = "TEXT")]
    pub(super) filter: Option<String>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(super) limit: Option<u32>,
    #[arg(long)]
    pub(super) plain: bool,
    #[arg(long, value_name = "FILE", conflicts_with = "plain")]
    pub(super) export: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(super) enum RulingTask {
    Try {
        #[arg(value_name = "RULING")]
        ruling: String,
        #[arg(value_name = "NAME=VALUE", required = true)]
        values: Vec<String>,
        #[arg(long, value_name = "N", default_value_t = 20)]
        limit: usize,
    },
    List,
    Show {
        #[arg(value_name = "R")]
        ruling: String,
    },
    Propose(ProposeLine),
    Sign {
        #[arg(value_name = "N")]
        number: u32,
    },
}

#[derive(Debug, Args)]
pub(super) struct ProposeLine {
    #[arg(value_name = "R")]
    pub(super) ruling: String,
    #[arg(value_name = "NAME=VALUE", required = true)]
    pub(super) values: Vec<String>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) effective: String,
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: String,
    #[arg(long, value_name = "pool:CODE|party:CODE")]
    pub(super) scope: Option<String>,
    #[arg(long)]
    pub(super) preview: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum CalendarTask {
    Load(LoadLine),
    Sign {
        #[arg(value_name = "N")]
        number: u32,
    },
    Show {
        #[arg(value_name = "YEAR")]
        year: i32,
    },
    Due(DueLine),
}

#[derive(Debug, Args)]
#[group(skip)]
pub(super) struct LoadLine {
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    #[arg(long, conflicts_with = "add")]
    pub(super) replace: bool,
    #[arg(long)]
    pub(super) add: bool,
    #[arg(long)]
    pub(super) preview: bool,
}

#[derive(Debug, Args)]
#[group(skip)]
pub(super) struct DueLine {
    #[arg(
        long,
        value_name = "YYYY-MM-DD[THH:MM]",
        required_unless_present = "batch"
    )]
    pub(super) from: Option<String>,
    #[arg(long, value_name = "N", group = "limit")]
    pub(super) working_days: Option<u64>,
    #[arg(long, value_name = "N", group = "limit")]
    pub(super) months: Option<u64>,
    #[arg(long, value_name = "N", group = "limit")]
    pub(super) calendar_days: Option<u64>,
    #[arg(long, value_name = "N", group = "limit")]
    pub(super) hours: Option<u64>,
    #[arg(long, conflicts_with_all = ["from", "limit"])]
    pub(super) batch: bool,
}

/// What can be computed from facts alone.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum CalcKind {
    Segments,
    Bills,
    Settlement,
    Capacity,
}

#[derive(Debug, Args)]
pub(super) struct CalcLine {
    #[arg(value_name = "KIND")]
    pub(super) kind: CalcKind,
    #[arg(long, value_name = "R=VALUE")]
    pub(super) ruling: Vec<String>,
    #[arg(long)]
    pub(super) explain: bool,
}

#[derive(Debug, Args)]
pub(super) struct MeasuresLine {
    #[command(subcommand)]
    pub(super) task: Option<MeasuresTask>,
}

#[derive(Debug, Subcommand)]
pub(super) enum MeasuresTask {
    Load {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    Show {
        #[arg(value_name = "N", value_parser = clap::value_parser!(u8).range(1..=42))]
        article: Option<u8>,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum ExportTask {
    Journal {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}
